import { readFileSync } from "node:fs"

/** The version of this package, read from its manifest. */
export const version = (): string => {
  // The manifest is two folders up from src and from dist alike.
  const manifest: unknown = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"))
  return typeof manifest === "object" && manifest !== null && "version" in manifest
    ? String(manifest.version)
    : "unknown"
}
