#include "mig/secrets/token/shape.hpp"
#include "mig/secrets/token/structures.hpp"
#include "mig/secrets/token/tables.hpp"
#include "mig/secrets/token/texts.hpp"

namespace mig::secrets {
namespace {

constexpr TokenFormat kFormats[] = {
    {.rule = "secret-stripe-key",
     .title = "Stripe key",
     .literals = kTexts<"sk_test_", "sk_live_", "sk_prod_", "rk_test_", "rk_live_", "rk_prod_">,
     .pattern = "[sr]k_(?:test|live|prod)_[0-9A-Za-z]{10,247}",
     .min_entropy = 1.2,
     .is_valid = shape::is_stripe_key,
     .positives = kTexts<"sk_live_lU"
                         "2tnKxR9Bd6sTT4uKfQwNDh",
                         "rk_test_VG"
                         "ET0XrWCKnfJ1H5YFyZyeCa">,
     .negatives = kTexts<"task_test_2"
                         "j5gcK1WyP6OhTG4KJDCBleO",
                         "pk_live_Bv"
                         "bpoL3jWtZjOrravygJVjo0",
                         "sk_l"
                         "ive_short">},
    {.rule = "secret-stripe-key",
     .title = "Stripe webhook secret",
     .literals = kTexts<"whsec_">,
     .pattern = "whsec_[0-9A-Za-z+/=]{24,64}",
     .min_entropy = 3,
     .positives = kTexts<"whsec_rGeFvA"
                         "FyFfq15MV9yQZD5zP84hnexAe8">,
     .negatives = kTexts<"whsec_xxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-square-token",
     .title = "Square token",
     .literals = kTexts<"eaaa">,
     .pattern = "EAAA[0-9A-Za-z_-]{22,60}",
     .min_entropy = 3,
     .is_valid = shape::is_mixed,
     .positives = kTexts<"EAAAA-gx4K5aml2zQ23lL"
                         "em_-c_AAux71jGF0iR9tZSLqI-KiQHTv2GkFp6pnqD8">,
     .negatives = kTexts<"EAAAxxxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-square-token",
     .title = "Square token",
     .literals = kTexts<"sq0">,
     .pattern =
         R"(sq0(?:csp-[0-9A-Za-z_\\^-]{43}|(?:atp|csp|idp|idb|atb|csb)-[0-9A-Za-z_-]{22,50}))",
     .min_entropy = 2,
     .positives = kTexts<"sq0csp-UaGlNLqEg"
                         "a9-kDDk5r2MfCu_Zjy2WUXGuqacIlzTjJr",
                         "sandbox-sq0a"
                         "tb-jFSHhk-vRjwkW09iQ73Fel">,
     .negatives = kTexts<"sq0csp-xxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-paypal-secret",
     .title = "PayPal secret",
     .literals = kTexts<"paypal", "braintree">,
     .pattern = "[AE][0-9A-Za-z_-]{79}|[0-9a-f]{32}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"PAYPAL_TOKEN = \"EkMmLmzSWl_zeHiB"
                         "2F8GssamUjEZkJO2Bthue3mgqZqB4MilzVQeh03Fif7hsha1bNGwP9Wy3bbGaC5A\"",
                         "\"paypal_token\": "
                         "\"03c6000b25d5e323c4e1f5cb3fb07404\"">,
     .negatives =
         kTexts<"paypal_TOK"
                "EN = \"${PAYPAL_TOKEN}\"",
                "paypal is a product; its key is EzqFk"
                "LssCTq0eHi6t7KpFEMIOHzKgNaoe3hZr2pwvWOochZ4beUhqamtaAYOOkZLByQp15BbieFebY6S">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-paypal-secret",
     .title = "PayPal access token",
     .literals = kTexts<"access_token$production$", "access_token$sandbox$">,
     .pattern = R"(access_token\$(?:production|sandbox)\$[0-9a-z]{16}\$[0-9a-f]{32})",
     .positives = kTexts<"access_token$production$"
                         "3lodtrin2a1ay3uj$f9927983a52bcf6423c2b54b6921765b">,
     .negatives = kTexts<"access_t"
                         "oken$production$">},
    {.rule = "secret-razorpay-key",
     .title = "Razorpay key",
     .literals = kTexts<"rzp_live_", "rzp_test_">,
     .pattern = "rzp_(?:live|test)_[0-9A-Za-z]{14}",
     .min_entropy = 3,
     .positives = kTexts<"rzp_liv"
                         "e_Mw034s51SOJ14j">,
     .negatives = kTexts<"rzp_liv"
                         "e_xxxxxxxxxxxxxx">},
    {.rule = "secret-flutterwave-key",
     .title = "Flutterwave key",
     .literals = kTexts<"flwseck_test", "flwseck-", "flwpubk_test", "flwpubk-">,
     .pattern = "FLW(?:SECK|PUBK)(?:_TEST)?-(?:[0-9A-Ha-h]{32}-X|[0-9A-Ha-h]{12})",
     .min_entropy = 2,
     .positives = kTexts<"FLWSECK_TEST-da"
                         "6dae1ceaf4cfe91bb199c40e07459c-X",
                         "FLWSECK_"
                         "TEST-522099a05ab2">,
     .negatives = kTexts<"FLWSECK_TEST-xx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-X">},
    {.rule = "secret-gocardless-token",
     .title = "GoCardless token",
     .literals = kTexts<"gocardless">,
     .pattern = "live_[0-9A-Za-z=_-]{40}",
     .min_entropy = 2,
     .positives = kTexts<"GOCARDLESS_TOKEN = \"li"
                         "ve_uq5wiLeaOctiMMEGyy4IGShtEtNJuW1YsAwlBXG6\"">,
     .negatives = kTexts<"gocardless_TO"
                         "KEN = \"${GOCARDLESS_TOKEN}\"",
                         "gocardless is a product; it"
                         "s key is live_e2M0v3bfH26-NsJHIXfdTZxntFPO21jY9hhR_niz">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-mollie-key",
     .title = "Mollie key",
     .literals = kTexts<"mollie">,
     .pattern = "(?:live|test)_[0-9A-Za-z]{30}",
     .min_entropy = 2,
     .positives = kTexts<"MOLLIE_TOKEN = \"l"
                         "ive_a3fir1potKUf2hBDEpLs9QP6QXQO0s\"">,
     .negatives = kTexts<"mollie_TOK"
                         "EN = \"${MOLLIE_TOKEN}\"",
                         "mollie is a product; i"
                         "ts key is live_pC27pfcaXtnC1y4PiqnlaZAYU7YjRq">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-adyen-key",
     .title = "Adyen API key",
     .literals = kTexts<"aqe">,
     .pattern = R"(AQE[0-9A-Za-z+/=]{60,140}-[0-9A-Za-z+/=]{40,60}-[^\s"\']{16})",
     .positives = kTexts<
         "AQE00xJvriopGinEJrATzD98Qgf82td0yu2b8r6YSyMcs39QkfF"
         "7RLf9RgEXIiR4Jufc2UuCYYuifY6fepEEhXHmHXdkl-UacDZwqOMiXFbysRrKoqZSBMe2CoNrrx2wnc5VH35k3"
         "=-oFgsyHne5dQE1uev">,
     .negatives = kTexts<"AQEx">,
     .may_end_anywhere = true},
    {.rule = "secret-plaid-key",
     .title = "Plaid key",
     .literals = kTexts<"plaid">,
     .pattern = "access-(?:sandbox|development|production)-[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-"
                "f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}|[0-9A-Za-z]{24}|[0-9A-Za-z]{30}",
     .min_entropy = 3,
     .is_valid = shape::has_digit,
     .positives = kTexts<"PLAID_TOKEN ="
                         " \"0BcEJQ6lJJhqPrNNCLv6vH2n\"",
                         "\"plaid_token\": "
                         "\"tbynag6ve3y79ngx0v4u1rcp5r359u\"">,
     .negatives = kTexts<"plaid_TOKE"
                         "N = \"${PLAID_TOKEN}\"",
                         "plaid is a product"
                         "; its key is pFtRwuSzVWDSzQO6OelDHKsH">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-plaid-key",
     .title = "Plaid access token",
     .literals = kTexts<"access-sandbox-", "access-development-", "access-production-">,
     .pattern = "access-(?:sandbox|development|production)-[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-"
                "f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}",
     .positives = kTexts<"access-production-"
                         "451efa3a-159f-2506-3a9d-a4ec325e1f4f">,
     .negatives = kTexts<"access-pro"
                         "duction-xxxxxxxx-xxxx">},
    {.rule = "secret-lob-key",
     .title = "Lob API key",
     .literals = kTexts<"test_", "live_">,
     .pattern = "(?:test|live)_(?:[0-9a-f]{35}|pub_[0-9a-f]{31})",
     .min_entropy = 3,
     .positives = kTexts<"test_938afb95"
                         "cc311c573bc3ec367a1f440f613",
                         "live_pub_659f"
                         "afe2a14962d49efbffb0452f493">,
     .negatives = kTexts<"test_xxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxx">},
};

}  // namespace

TokenTable payment_formats() {
  return kFormats;
}

}  // namespace mig::secrets
