"""Has Hugging Face's own client fetch files of a model, or find them in its cache where HF_HUB_OFFLINE is set.

    HF_HOME=FOLDER HF_ENDPOINT=URL python tests/reference/hub_cache.py MODEL FILE…

Prints the path and the SHA-256 of each file as JSON.
"""

import hashlib
import json
import sys
from pathlib import Path

from huggingface_hub import hf_hub_download

model, *names = sys.argv[1:]
paths = {name: hf_hub_download(model, name) for name in names}
hashes = {name: [path, hashlib.sha256(Path(path).read_bytes()).hexdigest()] for name, path in paths.items()}
print(json.dumps(hashes))
