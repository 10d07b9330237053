/** Whom Stripe charges for a payer. */
export interface StripeCustomer {
  readonly customer: string
  readonly paymentMethod: string
}

/** Who pays and charges for a store. */
export type Payments =
  /** The ledger itself: every payment succeeds, and no money leaves. */
  | { readonly _tag: "Wallet" }
  | {
      readonly _tag: "Stripe"
      readonly apiKey: string
      /** The connected account of each participant who is paid. */
      readonly accounts: ReadonlyMap<string, string>
      /** The customer of each payer who is charged. */
      readonly customers: ReadonlyMap<string, StripeCustomer>
      /** Where Stripe is, unless it is where it always is. */
      readonly baseUrl?: string
    }
