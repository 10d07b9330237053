import { Schema } from "effect"
import { SettlementPlan } from "./SettlementPlan.ts"

const decode = Schema.decodeUnknownResult(Schema.fromJsonString(SettlementPlan))

/**
 * Reads a plan from JSON text. Fails when it has not the form of a plan, an unknown field included; whether it says the
 * truth is for `verifyPlan`.
 */
export const planFromJson = (json: string) => decode(json, { onExcessProperty: "error" })
