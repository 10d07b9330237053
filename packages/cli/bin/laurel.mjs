#!/usr/bin/env node
// Plain JavaScript without newer syntax up to the version check, because a Node that is too old must be able to run it.
import { existsSync } from "node:fs"
import * as nodeModule from "node:module"

const needed = [22, 19]
const found = process.versions.node
const parts = found.split(".").map(Number)
const isOldEnough = parts[0] > needed[0] || (parts[0] === needed[0] && parts[1] >= needed[1])

const source = new URL("../src/main.ts", import.meta.url)
const isRepository = existsSync(source)

if (!isOldEnough) {
  process.stderr.write(
    "Laurel needs Node " +
      needed.join(".") +
      " or newer, but this is Node " +
      found +
      " (" +
      process.execPath +
      ")" +
      (isRepository ? ": run `npm ci` in its folder, which brings Node 24, and then `npx laurel`\n" : "\n")
  )
  process.exit(69)
}

// Compiled code is kept between starts where Node can (22.8 and newer), so that commands begin at once.
if (nodeModule.enableCompileCache) nodeModule.enableCompileCache()

if (isRepository) {
  // In the repository the sources of all packages run directly; what is published has only dist.
  nodeModule.registerHooks({
    resolve: (specifier, context, next) =>
      next(specifier, { ...context, conditions: [...context.conditions, "@laurel/source"] })
  })
  await import(source.href)
} else {
  await import(new URL("../dist/main.js", import.meta.url).href)
}
