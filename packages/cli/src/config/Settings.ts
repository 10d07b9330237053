/** What can be set once instead of with every command. */
export interface Settings {
  /** Where the store is. */
  readonly db: string
  /** The file that holds where the store is: for addresses with a password. */
  readonly dbUrlFile: string
  /** Who acts. */
  readonly as: string
  /** Never to ask, also at a terminal. */
  readonly noInput: string
}

/** The name of a setting. */
export type SettingName = keyof Settings

/** Of each setting, the variable of the environment and what it is. */
export const settings = {
  db: { variable: "LAUREL_DATABASE_URL", about: "where the store is" },
  dbUrlFile: { variable: "LAUREL_DATABASE_URL_FILE", about: "the file that holds where the store is" },
  as: { variable: "LAUREL_AS", about: "who acts" },
  noInput: { variable: "LAUREL_NO_INPUT", about: "never to ask" }
} as const satisfies Record<SettingName, { readonly variable: string; readonly about: string }>

/** Every setting, in the order in which they are shown. */
export const settingNames: ReadonlyArray<SettingName> = ["db", "dbUrlFile", "as", "noInput"]
