#!/bin/bash
# Slurm alone: each task of the array takes its share of the files and goes on where it was when it is sent again.
#   sbatch examples/clusters/slurm_cables.sh IN_FOLDER OUT_FOLDER
#SBATCH --array=0-99
#SBATCH --cpus-per-task=8
#SBATCH --requeue
set -euo pipefail
tasks=$((SLURM_ARRAY_TASK_MAX + 1))
task=$SLURM_ARRAY_TASK_ID
mkdir -p "$2"
find "$1" -name '*.txt' -print0 | LC_ALL=C sort -z |
  awk -v RS='\0' -v ORS='\0' -v n="$tasks" -v k="$task" 'NR % n == k' >"$2/paths.$task"
cableconv --files-from "$2/paths.$task" --null -o "$2/$task.jsonl" -t json --resume \
  -j "${SLURM_CPUS_PER_TASK:-1}" --report "$2/report.$task.json"
