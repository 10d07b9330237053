/** Whom Stripe charges for a payer: a customer with a payment method that may be used while the customer is away. */
export interface StripePayer {
  readonly customer: string
  readonly paymentMethod: string
}

/** How Stripe is spoken to, and who is who there. */
export interface StripeOptions {
  /** The secret key of the account. */
  readonly apiKey: string
  /** The connected account (`acct_...`) to which prizes of this participant go; nothing when there is none. */
  readonly destinationOf: (recipient: string) => Promise<string | undefined>
  /** The customer and payment method that are charged for this payer; nothing when there is none. */
  readonly payerOf: (payer: string) => Promise<StripePayer | undefined>
  /** Where Stripe is; `https://api.stripe.com` unless given. */
  readonly baseUrl?: string
  /** How long one request may take. With the retries it has to stay well below the lease of a payout, which is a minute. */
  readonly timeoutMs?: number
  /** How often the library sends a request again, under the same key, after a broken connection or a busy server. */
  readonly retries?: number
}

/** Twice this, and the pauses between, are well below a lease. */
export const usualTimeoutMs = 15_000
export const usualRetries = 1
