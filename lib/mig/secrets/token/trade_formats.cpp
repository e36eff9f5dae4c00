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
     .positives = kTexts<"COINBASE_TOKEN = \"cQ4q8m3S6"
                         "W7Si_oqni5lyGxDy2UQsREfmIvMyYlA4zUAZpilkWGoriZEb7o2OlGX\"">,
     .negatives = kTexts<"coinbase_TOK"
                         "EN = \"${COINBASE_TOKEN}\"",
                         "coinbase is a product; its key i"
                         "s FfdppKmGbkfSOI0Y1r4D1j5stg-uw0jJUAhxUmTQ-dezWJHNz6ECrVSz9__r7i5X">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-bittrex-key",
     .title = "Bittrex key",
     .literals = kTexts<"bittrex">,
     .pattern = "[0-9A-Za-z]{32}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"BITTREX_TOKEN = "
                         "\"gEYW1swLdQBdNMNwtv9zTyqQYSrWdE0S\"">,
     .negatives = kTexts<"bittrex_TOK"
                         "EN = \"${BITTREX_TOKEN}\"",
                         "bittrex is a product;"
                         " its key is m4NHHYbF0ANuIyTIwmuzCIJAH3SmN59a">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-kraken-token",
     .title = "Kraken token",
     .literals = kTexts<"kraken">,
     .pattern = "[0-9A-Za-z/=_+-]{80,90}",
     .min_entropy = 2,
     .positives = kTexts<"KRAKEN_TOKEN = \"5cCdPnW7nXJyBhbOd"
                         "mVqs+aqUwtB9TmjncsR0Tp3mytS1GRVh1puN8tUOVEtq745fqyHAmRApKZ+zVV3WQl4\"">,
     .negatives =
         kTexts<"kraken_TOK"
                "EN = \"${KRAKEN_TOKEN}\"",
                "kraken is a product; its key is k6TYID"
                "DH8pXZCDvFIR9YJOGVqG9eGnAEoYo4Ltvjz5BCeu1GyYjQbbEJeCs9nuBq2Ngfmg16TN6bRLDl+pJ4">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-kucoin-key",
     .title = "KuCoin key",
     .literals = kTexts<"kucoin">,
     .pattern =
         "[0-9a-f]{24}|[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}",
     .min_entropy = 2,
     .positives = kTexts<"KUCOIN_TOKEN "
                         "= \"686f8ee6572a5e3aa5d2045b\"",
                         "\"kucoin_token\": \"5"
                         "9366ef6-ff68-c8e1-e58c-d61090e2888e\"">,
     .negatives = kTexts<"kucoin_TOK"
                         "EN = \"${KUCOIN_TOKEN}\"",
                         "kucoin is a produc"
                         "t; its key is 725dcf1a5dc1c128b35da653">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-binance-key",
     .title = "Binance key",
     .literals = kTexts<"binance">,
     .pattern = "[0-9A-Za-z]{64}",
     .min_entropy = 2,
     .positives = kTexts<"BINANCE_TOKEN = \"GbgasfASEG"
                         "Z5HGQMBkw97iN1KW5FQSY0z0Kqhk5yZ31rmmLnBzUaSJIRSwaAWxdp\"">,
     .negatives = kTexts<"binance_TOK"
                         "EN = \"${BINANCE_TOKEN}\"",
                         "binance is a product; its key is"
                         " voCgzSDBclaESuGR1cp24txApaYuQsQEPXqNUIHFpJutzeuCzn1vn4lqSXto59mn">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-finnhub-token",
     .title = "Finnhub token",
     .literals = kTexts<"finnhub">,
     .pattern = "[0-9A-Za-z]{20}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"FINNHUB_TOKE"
                         "N = \"nRw9jOs6ySqHPw9uhHzb\"">,
     .negatives = kTexts<"finnhub_TOK"
                         "EN = \"${FINNHUB_TOKEN}\"",
                         "finnhub is a prod"
                         "uct; its key is n5rfGxZMbZR0ySY57NwH">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-finicity-key",
     .title = "Finicity key",
     .literals = kTexts<"finicity">,
     .pattern = "[0-9a-f]{32}|[0-9A-Za-z]{20}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"FINICITY_TOKEN = "
                         "\"dbf725adaa6095138d8db3e92765074d\"",
                         "\"finicity_tok"
                         "en\": \"LTcesFyqPdGZs6QHZJka\"">,
     .negatives = kTexts<"finicity_TOK"
                         "EN = \"${FINICITY_TOKEN}\"",
                         "finicity is a product;"
                         " its key is 5f385675535873d448862acb1b0dcadd">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-freshbooks-token",
     .title = "FreshBooks token",
     .literals = kTexts<"freshbooks">,
     .pattern = "[0-9A-Za-z]{64}",
     .min_entropy = 2,
     .positives = kTexts<"FRESHBOOKS_TOKEN = \"q1i7k12e"
                         "PgEok2gF54qh2aa7K7EXbRY1n0Vpnoib0qXBLaszGzPOWrUGcrqr9sYF\"">,
     .negatives = kTexts<"freshbooks_TO"
                         "KEN = \"${FRESHBOOKS_TOKEN}\"",
                         "freshbooks is a product; its key "
                         "is OPXadIEuavttJpeyxpTUSe4CFpo2o6ypVVeWjO1xymIwY7hGbNmD8o7m9yENvOnN">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-shopify-token",
     .title = "Shopify token",
     .literals = kTexts<"shpat_", "shpca_", "shppa_", "shpss_", "shptka_", "shpua_">,
     .pattern = "shp(?:at|ca|pa|ss|tka|ua)_[0-9A-Za-z]{32,40}",
     .min_entropy = 3,
     .positives = kTexts<"shpat_9fac2f"
                         "2240a281a615a6007c86ae0f77",
                         "shpss_7LGeyc"
                         "PYEK1TqpV6tHjLySjY38mpZ23X">,
     .negatives = kTexts<"shpssSS"
                         "SSS_SSSS_sssss">},
    // Shopify API key.
    {.rule = "secret-shopify-token",
     .title = "Shopify token",
     .literals = kTexts<"shopify">,
     .pattern = "[0-9a-f]{32}",
     .min_entropy = 3,
     .positives = kTexts<"SHOPIFY_TOKEN = "
                         "\"356be622d7f3efbd4159d1ec1c13dacf\"">,
     .negatives = kTexts<"shopify_TOK"
                         "EN = \"${SHOPIFY_TOKEN}\"",
                         "shopify is a product;"
                         " its key is 8d42c92ec8fee2103a508c1d51a840b3">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-easypost-key",
     .title = "EasyPost key",
     .literals = kTexts<"ezak", "eztk">,
     .pattern = "EZ[AT]K[0-9A-Za-z]{54}",
     .min_entropy = 3,
     .positives = kTexts<"EZAKlWn9NwisSJhpCE4"
                         "86xsmZtfF86bGw7fKD4SPiOl9PHPqeq9IoJGbOD">,
     .negatives = kTexts<"EZAKxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-shippo-token",
     .title = "Shippo token",
     .literals = kTexts<"shippo_">,
     .pattern = "shippo_(?:live|test)_[0-9A-Fa-f]{40}",
     .min_entropy = 2,
     .positives = kTexts<"shippo_live_2fe6f"
                         "53ff4f4013c11e79c847960cc18d983ff4b">,
     .negatives = kTexts<"shippo_live_xxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-duffel-token",
     .title = "Duffel token",
     .literals = kTexts<"duffel_">,
     .pattern = "duffel_(?:test|live)_[0-9A-Za-z_=-]{43}",
     .min_entropy = 2,
     .positives = kTexts<"duffel_test_78jRTi"
                         "NTSZqLnLtdBtmTkP4Pb8mwmPSu6K4w5mZEJdo">,
     .negatives = kTexts<"duffel_test_xxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-etsy-token",
     .title = "Etsy token",
     .literals = kTexts<"etsy">,
     .pattern = "[0-9A-Za-z]{24}",
     .min_entropy = 3,
     .is_valid = shape::has_digit,
     .positives = kTexts<"ETSY_TOKEN = "
                         "\"GUlYAOBJS6OaBql6TMJyO3E8\"">,
     .negatives = kTexts<"SetSysctl = "
                         "\"ja778vqq29m7dzxyzrp3gbvl\"",
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
                         " \"602636ed-d990-3626-6156-7415d85af93d\"">,
     .negatives = kTexts<"squarespace_TO"
                         "KEN = \"${SQUARESPACE_TOKEN}\"",
                         "squarespace is a product"
                         "; its key is bf7a6071-15e6-1925-3f1f-0759b4ef1f62">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-freemius-key",
     .title = "Freemius secret key",
     .literals = kTexts<"\"secret_key\"", "'secret_key'">,
     .pattern = R"((?i)["']secret_key["']\s{0,5}=>\s{0,5}["'](sk_[^\s"']{29})["'])",
     .positives = kTexts<"\"secret_key\" => \""
                         "sk_94jK44x7tbCxbPwJN2mQBOdyHPgud\",">,
     .negatives = kTexts<"secret_key => \"s"
                         "k_b9cZej9KiYMb8OInDr2EfqtTBTEY0\",">,
     .may_end_anywhere = true},
};

}  // namespace

TokenTable trade_formats() {
  return kFormats;
}

}  // namespace mig::secrets
