"""original.py CONNECTION BEHIND: the original's own database tests over our class; prints how they went as JSON."""
import json
import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from ipyparallel.tests import test_db  # noqa: E402
from taskdblinq import TaskDb  # noqa: E402

connection, behind = sys.argv[1], sys.argv[2] == 'behind'


class TestTaskDb(test_db.TaskDBTest, unittest.TestCase):
    def create_db(self):
        # The machine that runs tests may be busy: what is tested here is the answers.
        db = TaskDb(connection=connection, behind=behind, timeout=20)
        db.drop_matching_records({})
        return db

    def tearDown(self):
        self.db.close()


result = unittest.TestResult()
unittest.defaultTestLoader.loadTestsFromTestCase(TestTaskDb).run(result)
print(json.dumps({
    'there': sum(name.startswith('test_') for name in dir(test_db.TaskDBTest)),
    'run': result.testsRun,
    'skipped': len(result.skipped),
    'failed': [text for _, text in result.failures + result.errors],
}))
