/** What can be set once instead of with every command. */
export interface Settings {
  /** Where the store is. */
  readonly db: string
  /** The file that holds where the store is: for addresses with a password. */
  readonly dbUrlFile: string
  /** Who acts. */
  readonly as: string
  /** Where the boards in Redis are. */
  readonly redis: string
  /** Never to ask, also at a terminal. */
  readonly noInput: string
  /** Who pays: `wallet` or `stripe`. */
  readonly payments: string
  /** The file that holds Stripe's secret key. */
  readonly stripeKeyFile: string
  /** The file that says who is who at Stripe. */
  readonly stripeAccounts: string
  /** Where Stripe is. */
  readonly stripeUrl: string
  /** How often somebody may ask a server. */
  readonly budgets: string
}

/** The name of a setting. */
export type SettingName = keyof Settings

/** Of each setting, the variable of the environment and what it is. */
export const settings = {
  db: { variable: "LAUREL_DATABASE_URL", about: "where the store is" },
  dbUrlFile: { variable: "LAUREL_DATABASE_URL_FILE", about: "the file that holds where the store is" },
  as: { variable: "LAUREL_AS", about: "who acts" },
  redis: { variable: "LAUREL_REDIS_URL", about: "where the boards in Redis are" },
  noInput: { variable: "LAUREL_NO_INPUT", about: "never to ask" },
  payments: { variable: "LAUREL_PAYMENTS", about: "who pays" },
  stripeKeyFile: { variable: "LAUREL_STRIPE_KEY_FILE", about: "the file that holds Stripe's secret key" },
  stripeAccounts: { variable: "LAUREL_STRIPE_ACCOUNTS", about: "the file that says who is who at Stripe" },
  stripeUrl: { variable: "LAUREL_STRIPE_URL", about: "where Stripe is" },
  budgets: { variable: "LAUREL_BUDGETS", about: "how often somebody may ask a server" }
} as const satisfies Record<SettingName, { readonly variable: string; readonly about: string }>

/** Every setting, in the order in which they are shown. */
export const settingNames: ReadonlyArray<SettingName> = [
  "db",
  "dbUrlFile",
  "as",
  "redis",
  "noInput",
  "payments",
  "stripeKeyFile",
  "stripeAccounts",
  "stripeUrl",
  "budgets"
]
