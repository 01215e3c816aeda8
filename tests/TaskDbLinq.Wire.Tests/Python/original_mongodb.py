"""original_mongodb.py URI: the original's own MongoDB tests, unmodified, on the server at URI; prints how they went as JSON.

They are skipped on any failure to connect, so that skips are counted.
"""
import json
import os
import sys

import pytest
from ipyparallel.tests import test_db, test_mongodb

os.environ['DBA_MONGODB_ADMIN_URI'] = sys.argv[1]


class Outcomes:
    def __init__(self):
        self.passed, self.skipped, self.failed = 0, 0, []

    def pytest_runtest_logreport(self, report):
        if report.failed:
            self.failed.append(f'{report.nodeid}: {report.longreprtext}')
        elif report.skipped:
            self.skipped += 1
        elif report.when == 'call':
            self.passed += 1


outcomes = Outcomes()
pytest.main(['-p', 'no:cacheprovider', '-p', 'no:terminal', '--noconftest', test_mongodb.__file__], plugins=[outcomes])
print(json.dumps({
    'there': sum(name.startswith('test_') for name in dir(test_db.TaskDBTest)),
    'passed': outcomes.passed,
    'skipped': outcomes.skipped,
    'failed': outcomes.failed,
}))
