"""datatrove: JSON lines in, one JSON document a line out; tasks that are done are not done again.

python examples/clusters/datatrove_cables.py IN_FOLDER OUT_FOLDER [TASKS]
On Slurm: SlurmPipelineExecutor in the place of LocalPipelineExecutor, with time, partition and job_name.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from datatrove.data import Document
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

from cableconv.shard import Plan, convert_shard
from cableconv.sources.item import Item


class Cables(PipelineStep):
    """Each document converted; one that cannot be is counted by its code and left out."""

    name = "cables"
    type = "converter"

    def __init__(self, to: str = "json") -> None:
        super().__init__()
        self.to = to

    def run(self, data: Iterator[Document], rank: int = 0, world_size: int = 1) -> Iterator[Document]:
        items = (Item(str(each.id), data=each.text.encode("utf-8", "surrogatepass")) for each in data)
        for done in convert_shard(items, Plan(to=self.to)):
            self.stat_update(done.code or "converted")
            if not done.code:
                metadata: dict[str, Any] = {"sha256": done.sha256, "cables": done.cables}
                yield Document(text=done.data.decode("utf-8"), id=done.name, metadata=metadata)


def main() -> None:
    source, target, *tasks = sys.argv[1:]
    executor = LocalPipelineExecutor(
        pipeline=[JsonlReader(source), Cables(), JsonlWriter(target, compression=None)],
        tasks=int(tasks[0]) if tasks else 2,
        workers=2,
        logging_dir=f"{target}/logs",
    )
    executor.run()


if __name__ == "__main__":
    main()
