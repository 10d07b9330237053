import { execute } from "./execute.ts"
import { processIo } from "./processIo.ts"
import { lazyStores } from "./store/lazyStores.ts"

process.exitCode = await execute(process.argv.slice(2), { io: processIo(), stores: lazyStores })
