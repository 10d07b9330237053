export {
  type ChargeRequest,
  type ChargeToRefund,
  type PaymentAnswer,
  PaymentProvider,
  type PaymentRequest,
  PaymentUnknown
} from "./PaymentProvider.ts"
