#include "mig/secrets/token/shape.hpp"
#include "mig/secrets/token/structures.hpp"
#include "mig/secrets/token/tables.hpp"
#include "mig/secrets/token/texts.hpp"

namespace mig::secrets {
namespace {

constexpr TokenFormat kFormats[] = {
    {.rule = "secret-coinbase-token",
     .title = "Coinbase token",
     .literals = kTexts<"coinbase">,
     .pattern = "[0-9A-Za-z_-]{64}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"COINBASE_TOKEN = \"kKQBVKRDJ"
                         "ugKQJFMwSVBc93JqTq1tDfWzPL5nmDvWDCxGH3qQNkRGKd3JE6RHg4X\"">,
     .negatives = kTexts<"coinbase_TOK"
                         "EN = \"${COINBASE_TOKEN}\"",
                         "coinbase is a product; its key i"
                         "s ClhP-CL7pCl0qUVagHQ452Hik__gRf-GHJg1bqnciIMSzoDA5RP0t_KtyVxJiSBq">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-bittrex-key",
     .title = "Bittrex key",
     .literals = kTexts<"bittrex">,
     .pattern = "[0-9A-Za-z]{32}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"BITTREX_TOKEN = "
                         "\"lHdUMQbcKGZrATxqtS5vhWOnxYXG80m7\"">,
     .negatives = kTexts<"bittrex_TOK"
                         "EN = \"${BITTREX_TOKEN}\"",
                         "bittrex is a product;"
                         " its key is e4ymXwxB4d9ued010T5ImcV7ezu67Tqb">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-kraken-token",
     .title = "Kraken token",
     .literals = kTexts<"kraken">,
     .pattern = "[0-9A-Za-z/=_+-]{80,90}",
     .min_entropy = 2,
     .positives = kTexts<"KRAKEN_TOKEN = \"qS6W7Si+oqni5lyGx"
                         "Dy2UQsREfmIvMyYlA4zUAZpilkWGoriZEb7o2OlG4ufdppKmGbkfSOI0Y1r4D1j5st9\"">,
     .negatives =
         kTexts<"kraken_TOK"
                "EN = \"${KRAKEN_TOKEN}\"",
                "kraken is a product; its key is Tg/uw0"
                "jJUAhxUmTQ/dezWJHNz6ECrVSz9++r7i5LvJxtW7gC6aYanhwlt7IkaPOx3LAaRmQERSAPla1cCdPL">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-kucoin-key",
     .title = "KuCoin key",
     .literals = kTexts<"kucoin">,
     .pattern =
         "[0-9a-f]{24}|[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}",
     .min_entropy = 2,
     .positives = kTexts<"KUCOIN_TOKEN "
                         "= \"e952c0863795abf6a5cb0f49\"",
                         "\"kucoin_token\": \"8"
                         "97b4d4a-d9cb-4d14-58da-b3fb5351baee\"">,
     .negatives = kTexts<"kucoin_TOK"
                         "EN = \"${KUCOIN_TOKEN}\"",
                         "kucoin is a produc"
                         "t; its key is e7ac10940a26fc55d549e462">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-binance-key",
     .title = "Binance key",
     .literals = kTexts<"binance">,
     .pattern = "[0-9A-Za-z]{64}",
     .min_entropy = 2,
     .positives = kTexts<"BINANCE_TOKEN = \"ojBBDeULMB"
                         "qBXCEkIgnheMiylvE8zmHooDoKVDePzD1TAxCUMpUtscF19WX3RZmp\"">,
     .negatives = kTexts<"binance_TOK"
                         "EN = \"${BINANCE_TOKEN}\"",
                         "binance is a product; its key is"
                         " cAByqk4PXawnuDZM8ivRxiINNCEtn4m3rhtPkBWe3Ttv6XA1xhxVbGQvtPT9QadJ">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-finnhub-token",
     .title = "Finnhub token",
     .literals = kTexts<"finnhub">,
     .pattern = "[0-9A-Za-z]{20}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"FINNHUB_TOKE"
                         "N = \"GdNIwqtFBSfUyo1Ek4Mx\"">,
     .negatives = kTexts<"finnhub_TOK"
                         "EN = \"${FINNHUB_TOKEN}\"",
                         "finnhub is a prod"
                         "uct; its key is RuNf5R1sd12ujcNlLplP">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-finicity-key",
     .title = "Finicity key",
     .literals = kTexts<"finicity">,
     .pattern = "[0-9a-f]{32}|[0-9A-Za-z]{20}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"FINICITY_TOKEN = "
                         "\"2a5e3aa5d2045b59366ef6ff68c8e1e5\"",
                         "\"finicity_tok"
                         "en\": \"l35lQZyyaNDAxSBdFQuR\"">,
     .negatives = kTexts<"finicity_TOK"
                         "EN = \"${FINICITY_TOKEN}\"",
                         "finicity is a product;"
                         " its key is 8e725dcf1a5dc1c128b35da6533ddf09">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-freshbooks-token",
     .title = "FreshBooks token",
     .literals = kTexts<"freshbooks">,
     .pattern = "[0-9A-Za-z]{64}",
     .min_entropy = 2,
     .positives = kTexts<"FRESHBOOKS_TOKEN = \"EGZ5HGQM"
                         "Bkw97iN1KW5FQSY0z0Kqhk5yZ31rmmLnBzUaSJIRSwaAWxdpvoCgzSDB\"">,
     .negatives = kTexts<"freshbooks_TO"
                         "KEN = \"${FRESHBOOKS_TOKEN}\"",
                         "freshbooks is a product; its key "
                         "is claESuGR1cp24txApaYuQsQEPXqNUIHFpJutzeuCzn1vn4lqSXto59mnnRw9jOs6">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-shopify-token",
     .title = "Shopify token",
     .literals = kTexts<"shpat_", "shpca_", "shppa_", "shpss_", "shptka_", "shpua_">,
     .pattern = "shp(?:at|ca|pa|ss|tka|ua)_[0-9A-Za-z]{32,40}",
     .min_entropy = 3,
     .positives = kTexts<"shpat_9373df"
                         "3c6dc89c63dbf725adaa609513",
                         "shpss_RuyahQ"
                         "bWGdSgE4PNkKAPI0aLTcesFyqP">,
     .negatives = kTexts<"shpssSS"
                         "SSS_SSSS_sssss">},
    {.rule = "secret-shopify-token",
     .title = "Shopify API key",
     .literals = kTexts<"shopify">,
     .pattern = "[0-9a-f]{32}",
     .min_entropy = 3,
     .positives = kTexts<"SHOPIFY_TOKEN = "
                         "\"e3c83c4d5f385675535873d448862acb\"">,
     .negatives = kTexts<"shopify_TOK"
                         "EN = \"${SHOPIFY_TOKEN}\"",
                         "shopify is a product;"
                         " its key is 1b0dcaddf722dd52bd8cadb05d377ba3">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-easypost-key",
     .title = "EasyPost key",
     .literals = kTexts<"ezak", "eztk">,
     .pattern = "EZ[AT]K[0-9A-Za-z]{54}",
     .min_entropy = 3,
     .positives = kTexts<"EZAKcrqr9sYFOPXadIE"
                         "uavttJpeyxpTUSe4CFpo2o6ypVVeWjO1xymIwY7">,
     .negatives = kTexts<"EZAKxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-shippo-token",
     .title = "Shippo token",
     .literals = kTexts<"shippo_">,
     .pattern = "shippo_(?:live|test)_[0-9A-Fa-f]{40}",
     .min_entropy = 2,
     .positives = kTexts<"shippo_live_3d612"
                         "6769fac2f2240a281a615a6007c86ae0f77">,
     .negatives = kTexts<"shippo_live_xxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-duffel-token",
     .title = "Duffel token",
     .literals = kTexts<"duffel_">,
     .pattern = "duffel_(?:test|live)_[0-9A-Za-z_=-]{43}",
     .min_entropy = 2,
     .positives = kTexts<"duffel_test_ZWN94e"
                         "xIUmqOWlxyvMUbv6ZJK0d8M49t0THWn0F7wHD">,
     .negatives = kTexts<"duffel_test_xxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-etsy-token",
     .title = "Etsy token",
     .literals = kTexts<"etsy">,
     .pattern = "[0-9A-Za-z]{24}",
     .min_entropy = 3,
     .is_valid = shape::has_digit,
     .positives = kTexts<"ETSY_TOKEN = "
                         "\"GoybVYmpve7RaJEZ8shSuEct\"">,
     .negatives = kTexts<"SetSysctl = "
                         "\"zc1kcuqjawhwn8sj7cez5f1g\"",
                         "etsy_T"
                         "OKEN = \"$ETSY\"">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium,
     .keeps_case = true},
    {.rule = "secret-squarespace-token",
     .title = "Squarespace token",
     .literals = kTexts<"squarespace">,
     .pattern = "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}",
     .min_entropy = 2,
     .positives = kTexts<"SQUARESPACE_TOKEN ="
                         " \"f5197773-7f44-3d71-2fe6-f53ff4f4013c\"">,
     .negatives = kTexts<"squarespace_TO"
                         "KEN = \"${SQUARESPACE_TOKEN}\"",
                         "squarespace is a product"
                         "; its key is 11e79c84-7960-cc18-d983-ff4bf8448344">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-freemius-key",
     .title = "Freemius secret key",
     .literals = kTexts<"\"secret_key\"", "'secret_key'">,
     .pattern = R"((?i)["']secret_key["']\s{0,5}=>\s{0,5}["'](sk_[^\s"']{29})["'])",
     .positives = kTexts<"\"secret_key\" => \""
                         "sk_MVjvFTFWOnAmrl3WTJSHuvcHNeTjs\",">,
     .negatives = kTexts<"secret_key => \"s"
                         "k_rYTHJXdFcY99cTm5MC6ttEO7oGUlY\",">,
     .may_end_anywhere = true},
};

}  // namespace

TokenTable trade_formats() {
  return kFormats;
}

}  // namespace mig::secrets
