"""Serves one GGUF file as llama.cpp's own OpenAI-compatible HTTP server.

llama_server.py MODEL PORT. Runs until it is told to stop; Starling supervises it.
"""
import signal
import sys

import xllamacpp

parameters = xllamacpp.CommonParams()
parameters.model.path = sys.argv[1]
parameters.hostnames = ["127.0.0.1"]
parameters.port = int(sys.argv[2])
parameters.n_ctx = 4096
parameters.n_parallel = 2
# One thread: with more on a busy machine each waits for the other, and tokens come at a tenth of the speed.
parameters.cpuparams.n_threads = 1
parameters.cpuparams_batch.n_threads = 1
parameters.endpoint_metrics = False

for name in (signal.SIGTERM, signal.SIGINT):
    signal.signal(name, lambda *_: sys.exit(0))
server = xllamacpp.Server(parameters)
print("ready on " + server.listening_address, flush=True)
while True:
    signal.pause()
