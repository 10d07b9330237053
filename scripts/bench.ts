import { foldBench } from "../packages/cli/bench/fold.bench.ts"
import { runBench, tableOf } from "../packages/cli/bench/run.bench.ts"
import { allocationBench } from "../packages/core/bench/allocation.bench.ts"
import { print } from "../packages/core/bench/measure.ts"
import { rankingBench } from "../packages/core/bench/ranking.bench.ts"

/** `npm run bench`: every figure beside the bare work that it cannot do without, measured in the same run. */
print("Rank 1 000 000 standings, beside sorting the same scores", rankingBench())
print("Allocate a pool over 1 000 000 weights, beside one pass of additions", allocationBench())
print("Fold 1 000 000 activities into scores one by one, beside parsing the same rows", foldBench())
console.log("The whole `laurel run` on 100 000 participants x 30 days, beside parsing and reading the same file")
console.log(tableOf(await runBench({ participants: 100_000, days: 30 })))
