// Plain JavaScript without newer syntax, because its only job is to run on a Node that is too old for the rest.
const needed = [22, 19]
const found = process.versions.node
const parts = found.split(".").map(Number)
const isOldEnough = parts[0] > needed[0] || (parts[0] === needed[0] && parts[1] >= needed[1])

if (!isOldEnough) {
  process.stderr.write(
    "Laurel needs Node " +
      needed.join(".") +
      " or newer, but this is Node " +
      found +
      " (" +
      process.execPath +
      "): " +
      "run `npm ci` in this folder; it brings Node 24 into node_modules/.bin, which every npm script here uses.\n"
  )
  process.exit(69)
}
