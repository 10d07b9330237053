import { readFile } from "node:fs/promises"
import { resolve } from "node:path"
import { Result, Schema } from "effect"
import { Problem } from "../io/Problem.ts"
import type { Payments } from "../store/Payments.ts"
import type { SettingRead } from "./readSettings.ts"
import type { SettingName } from "./Settings.ts"

type Read = Partial<Record<SettingName, SettingRead>>

const decodeAccounts = Schema.decodeUnknownResult(
  Schema.fromJsonString(
    Schema.Struct({
      accounts: Schema.optionalKey(Schema.Record(Schema.String, Schema.NonEmptyString)),
      customers: Schema.optionalKey(
        Schema.Record(
          Schema.String,
          Schema.Struct({ customer: Schema.NonEmptyString, paymentMethod: Schema.NonEmptyString })
        )
      )
    })
  )
)

/** Who pays, as the settings name it. What Stripe needs and is not there is a problem: nobody is paid by another instead. */
export const paymentsOf = async (settings: Read): Promise<Payments> => {
  const { payments, stripeUrl } = settings
  if (payments === undefined || payments.value === "wallet") return { _tag: "Wallet" }
  if (payments.value !== "stripe")
    throw wrong(`"${payments.value}" is no provider of payments`, payments.origin.name, "give wallet or stripe")
  const apiKey = (await textOf(settings, "stripeKeyFile", "LAUREL_STRIPE_KEY_FILE")).trim()
  const read = decodeAccounts(await textOf(settings, "stripeAccounts", "--stripe-accounts"))
  if (apiKey === "") throw wrong("the file with Stripe's key is empty", "LAUREL_STRIPE_KEY_FILE", "put the key into it")
  if (Result.isFailure(read))
    throw wrong(
      `the file of accounts cannot be used: ${read.failure.message.replace(/\s*\n\s*/g, " ")}`,
      "--stripe-accounts",
      'write it as {"accounts":{"ada":"acct_…"},"customers":{"ada":{"customer":"cus_…","paymentMethod":"pm_…"}}}'
    )
  if (stripeUrl !== undefined && !URL.canParse(stripeUrl.value))
    throw wrong(`"${stripeUrl.value}" is no address`, stripeUrl.origin.name, "write it as https://host")
  const { accounts = {}, customers = {} } = read.success
  return {
    _tag: "Stripe",
    apiKey,
    accounts: new Map(Object.entries(accounts)),
    customers: new Map(Object.entries(customers)),
    ...(stripeUrl === undefined ? {} : { baseUrl: stripeUrl.value })
  }
}

const textOf = async (settings: Read, name: SettingName, where: string): Promise<string> => {
  const setting = settings[name]
  if (setting === undefined)
    throw wrong("Stripe is to pay, and a file that it needs is not named", where, "name the file")
  return readFile(resolve(setting.origin.folder, setting.value), "utf8").catch(() => {
    throw new Problem({
      exit: "noInput",
      code: "no-payments-file",
      title: `${setting.value}, which Stripe's payments need, cannot be read`,
      where,
      remedy: "check the path and the rights of the file"
    })
  })
}

const wrong = (title: string, where: string, remedy: string): Problem =>
  new Problem({ exit: "config", code: "wrong-payments", title, where, remedy })
