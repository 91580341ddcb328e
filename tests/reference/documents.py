"""Writes the documents of a CoNLL-2003 file as JSON Lines for `namelight evaluate`: {"text", "entities"}.

    python documents.py eng.testa > testa.jsonl

A document is what stands between two lines of -DOCSTART-; its sentences become lines, its words stand between blanks.
"""

import json
import sys


def documents(lines):
    """Yields each document as a list of sentences of (word, tag)."""
    document, sentence = [], []
    for line in lines:
        columns = line.split()
        if columns and not columns[0].startswith("-DOCSTART-"):
            sentence.append((columns[0], columns[-1]))
            continue
        if sentence:
            document.append(sentence)
            sentence = []
        if columns and document:
            yield document
            document = []
    if sentence:
        document.append(sentence)
    if document:
        yield document


def spans(document):
    """Joins a document to a text, with its entities as [start, end, type] in characters."""
    text, entities = "", []
    for sentence in document:
        before = "O"
        for place, (word, tag) in enumerate(sentence):
            text += " " if place else ""
            start, end = len(text), len(text) + len(word)
            text += word
            if tag != "O":
                goes_on = before != "O" and tag[2:] == before[2:] and not tag.startswith("B-")
                if goes_on:
                    entities[-1][1] = end
                else:
                    entities.append([start, end, tag[2:]])
            before = tag
        text += "\n"
    return {"text": text, "entities": entities}


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        for document in documents(file):
            print(json.dumps(spans(document)))
