"""The connection files of a controller, for all tests that start one."""
import json


def written(path):
    """Tells whether a connection file is there and whole: the controller creates it first, and fills it later."""
    try:
        with open(path, encoding='utf-8') as file:
            json.load(file)
    except (FileNotFoundError, json.JSONDecodeError):
        return False
    return True
