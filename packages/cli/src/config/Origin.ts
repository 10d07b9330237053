import type { ConfigProvider } from "effect"

/** One of the places that settings come from. */
export interface Origin {
  /** How it is called in `config show --origin`: a flag, a variable, a file. */
  readonly name: string
  /** The folder that paths in it are relative to. */
  readonly folder: string
  readonly provider: ConfigProvider.ConfigProvider
}
