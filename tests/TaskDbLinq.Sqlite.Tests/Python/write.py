"""write.py FOLDER FILE: runs tasks through a real controller until standard input ends; says on a line how many ran."""
import sys
import threading
import time

import controller

folder, database = sys.argv[1:3]
over = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), over.set()), daemon=True).start()
ran = 0
with controller.running(folder, database, engines=1) as client:
    view = client.load_balanced_view()
    while not over.is_set():
        assert view.apply_sync(pow, ran, 2) == ran ** 2
        ran += 1
        if ran == 1:
            print('running', flush=True)
    time.sleep(2.5)  # the controller commits every two seconds, and loses the rest when it is terminated
print(f'ran {ran}', flush=True)
