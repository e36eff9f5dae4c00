#include "mig/secrets/token/shape.hpp"
#include "mig/secrets/token/structures.hpp"
#include "mig/secrets/token/tables.hpp"
#include "mig/secrets/token/texts.hpp"

namespace mig::secrets {
namespace {

constexpr TokenFormat kFormats[] = {
    {.rule = "secret-datadog-key",
     .title = "Datadog key",
     .literals = kTexts<"datadog", "dd_api", "dd_app">,
     .pattern = "[0-9A-Za-z]{40}|[0-9a-f]{32}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"DATADOG_TOKEN = \"xd"
                         "HMQIZu9a7Hs5cXAwyxjtpvyUThrqxosSjMWVND\"",
                         "\"datadog_token\": "
                         "\"d50fd323387a97a2f5fa89343300f5c3\"">,
     .negatives = kTexts<"datadog_TOK"
                         "EN = \"${DATADOG_TOKEN}\"",
                         "datadog is a product; it"
                         "s key is DyxVv8CqVgwkMMoFYEwlT6UxCI0fGCAXISSzVHqM">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-newrelic-key",
     .title = "New Relic key",
     .literals = kTexts<"nrak-", "nrii-", "nrjs-", "nraa-", "nriq-", "nrra-", "nrsp-">,
     .pattern = "NR(?:AK-[0-9A-Za-z]{27}|II-[0-9A-Za-z_-]{32}|JS-[0-9a-f]{19}|AA-[0-9a-f]{27}|IQ-["
                "0-9A-Za-z_-]{32}|RA-[0-9a-f]{42}|SP-[0-9A-Za-z_-]{32})",
     .min_entropy = 3,
     .positives = kTexts<"NRAK-KBH1E"
                         "1KK0PIB2OVFYHP3LJXRPBC",
                         "NRII-hPvZbiL"
                         "WCLBnDDvrPODEx4h7nlqtevbT">,
     .negatives = kTexts<"NRAK-xxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxx">},
    // New Relic license key.
    {.rule = "secret-newrelic-key",
     .title = "New Relic key",
     .literals = kTexts<"nral">,
     .pattern = "(?:eu01xx)?[0-9A-Fa-f]{30,36}NRAL",
     .anchored = false,
     .bytes_before = 40,
     .bytes_after = 0,
     .positives = kTexts<"license_key: 6721"
                         "40007ab47db2b7085bf33b2e0abd65deNRAL">,
     .negatives = kTexts<"license"
                         "_key: g1b2c3NRAL">},
    // New Relic license key.
    {.rule = "secret-newrelic-key",
     .title = "New Relic key",
     .literals = kTexts<"license_key">,
     .pattern = R"(license_key["']?\s{0,3}[:=]\s{0,3}["']?([0-9a-f]{40}))",
     .min_entropy = 3,
     .positives = kTexts<"license_key: c6a7"
                         "9a796754af741423a78244845607a52510ed">,
     .negatives = kTexts<"lice"
                         "nse_key: x">,
     .confidence = Confidence::medium,
     .joins_words = true},
    // Pixie key.
    {.rule = "secret-newrelic-key",
     .title = "New Relic key",
     .literals = kTexts<"px-dep-", "px-api-">,
     .pattern = "px-(?:dep|api)-[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-"
                "Fa-f]{12}",
     .positives = kTexts<"px-api-f8bb814"
                         "7-4f7c-f79c-6c74-18d0d0395d67">,
     .negatives = kTexts<"px-api"
                         "-xxxxxxxx-xxxx">},
    // New Relic API id.
    {.rule = "secret-newrelic-key",
     .title = "New Relic key",
     .literals = kTexts<"new-relic", "newrelic", "new_relic">,
     .pattern = "[0-9A-Za-z]{64}|[0-9a-f]{40}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"NEW-RELIC_TOKEN = \"t1oi5u9h9"
                         "5g2dg9qg689f490e640rsmg1kdh2k271qbmjbdbsddv81vk52ctm60a\"">,
     .negatives = kTexts<"new-relic_TO"
                         "KEN = \"${NEW-RELIC_TOKEN}\"",
                         "new-relic is a product; its key i"
                         "s zw5j97jq73caya7flbkgct9y7pj53lewdfdijcz9p2nv2m4k2wecjp3eqvuo23rc">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-dynatrace-token",
     .title = "Dynatrace token",
     .literals = kTexts<"dt0c01.", "dt0s01.", "dt0s02.">,
     .pattern = R"(dt0[cs]0[12]\.[0-9A-Za-z]{24}\.[0-9A-Za-z]{64})",
     .min_entropy = 3.5,
     .positives = kTexts<"dt0c01.AVGCNQP0KXAGZTY8L2VUL1IT."
                         "TMQ4W5FTUAR2HIQOG0PF2WZQP5E0K114DM1P20YPE42NA7KB7SD760ELZ78H57PY">,
     .negatives = kTexts<"dt0c01.xxxxxxxxxxxxxxxxxxxxxxxx."
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    // Grafana API key.
    {.rule = "secret-grafana-token",
     .title = "Grafana token",
     .literals = kTexts<"eyjrijoi">,
     .pattern = "eyJrIjoi[0-9A-Za-z]{40,}={0,2}",
     .min_entropy = 3,
     .positives = kTexts<"eyJrIjoi3AX7m754P0bVbkSVEIQV9TRpn"
                         "kQXhNO5iSGV6ent42ido6mendpIQ4k6GL3phrvrvZUVBKR99QHuhBTy6IHN9mH9ut==">,
     .negatives = kTexts<"eyJrIjoixxxxxxxxxxxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx==">},
    // Grafana Cloud token.
    {.rule = "secret-grafana-token",
     .title = "Grafana token",
     .literals = kTexts<"glc_">,
     .pattern = "glc_[0-9A-Za-z+/]{32,}={0,3}",
     .min_entropy = 3,
     .is_valid = shape::is_varied,
     .positives = kTexts<"glc_uTrltANcjU7KpvPnt"
                         "A8rwLx7Zi69A202pm1hi8OKig055slv5r2EjeRVwrvo">,
     .negatives = kTexts<"glc_xxxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    // Grafana service account token.
    {.rule = "secret-grafana-token",
     .title = "Grafana token",
     .literals = kTexts<"glsa_">,
     .pattern = "glsa_[0-9A-Za-z]{32}_[0-9A-Fa-f]{8}",
     .min_entropy = 3,
     .positives = kTexts<"glsa_22SKg9DCat"
                         "tXmIIb980WXBOqojlGd6Z5_132de027">,
     .negatives = kTexts<"glsa_xxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxx_xxxxxxxx">},
};

}  // namespace

TokenTable monitor_formats() {
  return kFormats;
}

}  // namespace mig::secrets
