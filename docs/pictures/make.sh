#!/usr/bin/env bash
# Makes the pictures of the page anew, of demo tasks in a real Chromium:  docs/pictures/make.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
TASKDB_TEST_REWRITE_PICTURES=1 dotnet test --project tests/TaskDbLinq.Page.Tests -- --filter-class TaskDbLinq.Page.Tests.ReadmePictures
