"""Spark: JSON lines with id and text in, Parquet with id, document, code and message out.

spark-submit examples/clusters/spark_cables.py IN.jsonl OUT_FOLDER
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Any

from pyspark.sql import SparkSession

from cableconv.shard import Plan, convert_shard
from cableconv.sources.item import Item


def shard(rows: Iterable[Any]) -> Iterator[tuple[str, str, str, str]]:
    """The rows of one partition."""
    items = (Item(str(row.id), data=row.text.encode("utf-8", "surrogatepass")) for row in rows)
    for done in convert_shard(items, Plan(to="json")):
        yield done.name, done.data.decode("utf-8"), done.code, done.message


def main() -> None:
    source, target = sys.argv[1:]
    spark = SparkSession.builder.appName("cables").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    table = spark.read.schema("id string, text string").json(source).repartition(8)
    schema = "id string, document string, code string, message string"
    spark.createDataFrame(table.rdd.mapPartitions(shard), schema).write.mode("overwrite").parquet(target)
    spark.stop()


if __name__ == "__main__":
    main()
