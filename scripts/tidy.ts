import { join } from "node:path"
import { readRepository } from "./tidy/readRepository.ts"
import { show, violationsOf } from "./tidy/rules.ts"

const repository = readRepository(join(import.meta.dirname, ".."))
const violations = violationsOf(repository)

for (const violation of violations) console.log(show(violation))
console.log(`tidy: ${violations.length} violations in ${repository.sources.length} files`)
process.exitCode = violations.length === 0 ? 0 : 1
