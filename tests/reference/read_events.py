"""Prints the scalars of a TensorBoard folder as TensorBoard reads them: JSON, a list of [step, value] for each tag.

    python tests/reference/read_events.py FOLDER
"""

import json
import sys

from tensorboard.backend.event_processing.event_accumulator import SCALARS, EventAccumulator


def main(folder):
    # All points, where TensorBoard itself draws a sample of 10,000.
    events = EventAccumulator(folder, size_guidance={SCALARS: 0})
    events.Reload()
    tags = events.Tags()[SCALARS]
    print(json.dumps({tag: [[point.step, point.value] for point in events.Scalars(tag)] for tag in tags}))


if __name__ == "__main__":
    main(*sys.argv[1:])
