export { layerStripe } from "./Stripe.ts"
export type { StripeOptions, StripePayer } from "./StripeOptions.ts"
export { type StripeNews, stripeNews, type WebhookOptions, WebhookRefused } from "./stripeNews.ts"
export { layerWallet } from "./Wallet.ts"
