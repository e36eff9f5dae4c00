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
     .pattern = "[sr]k_(?:test|live|prod)_[0-9A-Za-z]{10,}",
     .min_entropy = 1.2,
     .is_valid = shape::is_stripe_key,
     .positives = kTexts<"sk_live_lU"
                         "TVBA8Nt9D2SGFVCQlnNep5",
                         "rk_test_vL"
                         "9ipK6Lul7D76XV7N3O6vES">,
     .negatives = kTexts<"task_test_Z"
                         "1uJRu6vEUrCJDQzS9vfXI2j",
                         "pk_live_RY"
                         "1k6SuLa3eRI2jdbCPjlGTq",
                         "sk_l"
                         "ive_short">},
    // Stripe webhook secret.
    {.rule = "secret-stripe-key",
     .title = "Stripe key",
     .literals = kTexts<"whsec_">,
     .pattern = "whsec_[0-9A-Za-z+/=]{24,64}",
     .min_entropy = 3,
     .positives = kTexts<"whsec_k9FTZJ"
                         "LuSfZlPgtzDRA00bC1eDWWNpT7">,
     .negatives = kTexts<"whsec_xxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-square-token",
     .title = "Square token",
     .literals = kTexts<"eaaa">,
     .pattern = "EAAA[0-9A-Za-z_-]{22,60}",
     .min_entropy = 3,
     .is_valid = shape::is_mixed,
     .positives = kTexts<"EAAAZUjEZkJO2Bthue3mg"
                         "qZqB4MilzVQeh03Fif7hsha1bNGwP9Wy3bbGaC5BBNz">,
     .negatives = kTexts<"EAAAxxxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-square-token",
     .title = "Square token",
     .literals = kTexts<"sq0">,
     .pattern =
         R"(sq0(?:csp-[0-9A-Za-z_\\^-]{43}|(?:atp|csp|idp|idb|atb|csb)-[0-9A-Za-z_-]{22,50}))",
     .min_entropy = 2,
     .positives = kTexts<"sq0csp-RaCBBuIV0"
                         "X4NIMwT7H8VzsM8vDcRBQqFkLssCTq0eHd",
                         "sandbox-sq0a"
                         "tb-Vt7KpFEMIOHzKgNaoe3hZb">,
     .negatives = kTexts<"sq0csp-xxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-paypal-secret",
     .title = "PayPal secret",
     .literals = kTexts<"paypal", "braintree">,
     .pattern = "[AE][0-9A-Za-z_-]{79}|[0-9a-f]{32}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"PAYPAL_TOKEN = \"EFpwvWOochZ4beUh"
                         "qamtaAYOOkZLByQp15BbieFebY6k7WdHniRa5A2Bw6oS-mmKcljNpWIty8ZRJPzh\"",
                         "\"paypal_token\": "
                         "\"b54b6921765b6974da6dae1ceaf4cfe9\"">,
     .negatives =
         kTexts<"paypal_TOK"
                "EN = \"${PAYPAL_TOKEN}\"",
                "paypal is a product; its key is EGFtt"
                "HnnzRC4BeRUmwWKIDmmpAWouLq5wiLeaOctiMMEGyy4IGShtEtNJuW1YsAwlBXG2M0v3bfH26-W">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    // PayPal access token.
    {.rule = "secret-paypal-secret",
     .title = "PayPal secret",
     .literals = kTexts<"access_token$production$", "access_token$sandbox$">,
     .pattern = R"(access_token\$(?:production|sandbox)\$[0-9a-z]{16}\$[0-9a-f]{32})",
     .positives = kTexts<"access_token$production$"
                         "ed9el7pojmytwchh$dd86f884f98fdf5af0125878b871fedb">,
     .negatives = kTexts<"access_t"
                         "oken$production$">},
    {.rule = "secret-razorpay-key",
     .title = "Razorpay key",
     .literals = kTexts<"rzp_live_", "rzp_test_">,
     .pattern = "rzp_(?:live|test)_[0-9A-Za-z]{14}",
     .min_entropy = 3,
     .positives = kTexts<"rzp_liv"
                         "e_tnC1y4PiqnlaZA">,
     .negatives = kTexts<"rzp_liv"
                         "e_xxxxxxxxxxxxxx">},
    {.rule = "secret-flutterwave-key",
     .title = "Flutterwave key",
     .literals = kTexts<"flwseck_test", "flwseck-", "flwpubk_test", "flwpubk-">,
     .pattern = "FLW(?:SECK|PUBK)(?:_TEST)?-(?:[0-9A-Ha-h]{32}-X|[0-9A-Ha-h]{12})",
     .min_entropy = 2,
     .positives = kTexts<"FLWSECK_TEST-ca"
                         "c843240918fedc96e8f285f82b484f-X",
                         "FLWSECK_"
                         "TEST-ea1ccfcff22b">,
     .negatives = kTexts<"FLWSECK_TEST-xx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-X">},
    {.rule = "secret-gocardless-token",
     .title = "GoCardless token",
     .literals = kTexts<"gocardless">,
     .pattern = "live_[0-9A-Za-z=_-]{40}",
     .min_entropy = 2,
     .positives = kTexts<"GOCARDLESS_TOKEN = \"li"
                         "ve_6OOv6p15GzcYvK3jVzkDY8Eb4qOKO97hI8D5JTgl\"">,
     .negatives = kTexts<"gocardless_TO"
                         "KEN = \"${GOCARDLESS_TOKEN}\"",
                         "gocardless is a product; it"
                         "s key is live_WTTeabEXOmDwaBMqI7xbNv1r9o2jFf-i7-pLilrD">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-mollie-key",
     .title = "Mollie key",
     .literals = kTexts<"mollie">,
     .pattern = "(?:live|test)_[0-9A-Za-z]{30}",
     .min_entropy = 2,
     .positives = kTexts<"MOLLIE_TOKEN = \"l"
                         "ive_SzQO6OelDHKsHJKCkdfUHVCK7S88eE\"">,
     .negatives = kTexts<"mollie_TOK"
                         "EN = \"${MOLLIE_TOKEN}\"",
                         "mollie is a product; i"
                         "ts key is live_7LrBMgH1VnSm3aViuJdzZHnxF78LcD">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-adyen-key",
     .title = "Adyen API key",
     .literals = kTexts<"aqe">,
     .pattern = R"(AQE[0-9A-Za-z+/=]{60,}-[0-9A-Za-z+/=]{40,60}-[^\s"\']{16})",
     .positives = kTexts<
         "AQEfIxkwkfw8yTuHQUxfWStLYmZHx9DC7ZuLmPthGq08XkY7wx4"
         "H238ggdZ37HMPtV4rCreg7iJJB6e5NCGMLTfxn7U9e-dEowUh46841ixu8D8IvTNsxjE3aISv7jceWj5geueXp"
         "=-AJL3FeJSqh1kHsFI">,
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
                         " \"AKvFIBEq6Xz6QFgzIEwCyGmY\"",
                         "\"plaid_token\": "
                         "\"jkao41evjv90wbp7lz6hf2t8tbxlb9\"">,
     .negatives = kTexts<"plaid_TOKE"
                         "N = \"${PLAID_TOKEN}\"",
                         "plaid is a product"
                         "; its key is B9YmDsDybgVIGStt3nIzD0Fz">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    // Plaid access token.
    {.rule = "secret-plaid-key",
     .title = "Plaid key",
     .literals = kTexts<"access-sandbox-", "access-development-", "access-production-">,
     .pattern = "access-(?:sandbox|development|production)-[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-"
                "f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}",
     .positives = kTexts<"access-production-"
                         "7d21e418-eb98-3f02-ea09-da556814eed1">,
     .negatives = kTexts<"access-pro"
                         "duction-xxxxxxxx-xxxx">},
    {.rule = "secret-lob-key",
     .title = "Lob API key",
     .literals = kTexts<"test_", "live_">,
     .pattern = "(?:test|live)_(?:[0-9a-f]{35}|pub_[0-9a-f]{31})",
     .min_entropy = 3,
     .positives = kTexts<"test_89ff847f"
                         "1128d6a978234ca00e43dbf2bc5",
                         "live_pub_c284"
                         "013ea68de53c099b7cb3fb0efe9">,
     .negatives = kTexts<"test_xxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxx">},
};

}  // namespace

TokenTable payment_formats() {
  return kFormats;
}

}  // namespace mig::secrets
