"""PyPI's twitter-text-parser on posts: lint.py FILE.csv... prints how many it measures a second, on one core."""

import csv
import json
import sys
import time

from twitter_text import extract_urls_with_indices, parse_tweet


def posts(paths):
    for path in paths:
        with open(path, newline="", encoding="utf-8") as file:
            yield from (row["text"] for row in csv.DictReader(file))


if __name__ == "__main__":
    texts = list(posts(sys.argv[1:]))
    for text in texts[:50]:
        parse_tweet(text)
    began = time.process_time()
    for text in texts:
        parse_tweet(text)
        extract_urls_with_indices(text)
    print(json.dumps({"perSecond": len(texts) / (time.process_time() - began)}), flush=True)
