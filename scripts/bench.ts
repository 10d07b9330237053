import { allocationBench } from "./bench/allocation.ts"
import { foldBench } from "./bench/fold.ts"
import { print } from "./bench/measure.ts"
import { rankingBench } from "./bench/ranking.ts"

// The first part of `npm run bench`: every figure beside the bare work that it cannot do without, measured in the same run.
print("Rank 1 000 000 standings, beside sorting the same scores", rankingBench())
print("Allocate a pool over 1 000 000 weights, beside one pass of additions", allocationBench())
print("Fold 1 000 000 activities into scores one by one, beside parsing the same rows", foldBench())
