import { allocationBench } from "./bench/allocation.ts"
import { foldBench } from "./bench/fold.ts"
import { print } from "./bench/measure.ts"
import { rankingBench } from "./bench/ranking.ts"

// The first part of `npm run bench`: every figure beside the bare work that it cannot do without, measured in the same run. What
// needs a server or minutes has commands of its own, which are named first.
console.log(
  "On a database: npm run bench:activities, bench:gather, bench:joins, bench:settlement, bench:embedded, bench:growth, bench:stored-boards"
)
console.log("Boards that are kept current: npm run bench:boards")
print("Rank 1 000 000 standings, beside sorting the same scores", rankingBench())
print("Allocate a pool over 1 000 000 weights, beside one pass of additions", allocationBench())
print("Fold 1 000 000 activities into scores one by one, beside parsing the same rows", foldBench())
