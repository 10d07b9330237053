export { definite } from "./definite.ts"
export { Evidence } from "./Evidence.ts"
export {
  type ChargeRequest,
  type ChargeToRefund,
  type PaymentAnswer,
  PaymentProvider,
  type PaymentRequest,
  PaymentUnknown
} from "./PaymentProvider.ts"
