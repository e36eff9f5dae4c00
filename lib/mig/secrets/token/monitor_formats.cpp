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
     .positives = kTexts<"DATADOG_TOKEN = \"Mg"
                         "5k0CUtPIz5RsPA8fU15kYpLIUy7qxtZZjqG9cc\"",
                         "\"datadog_token\": "
                         "\"2517b96ca6c652ad81e357cad3f806fe\"">,
     .negatives = kTexts<"datadog_TOK"
                         "EN = \"${DATADOG_TOKEN}\"",
                         "datadog is a product; it"
                         "s key is KsRRnsJySjp2RbQIFz07HsaxWrQKxPbgRNRDWQoh">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-newrelic-key",
     .title = "New Relic key",
     .literals = kTexts<"nrak-", "nrii-", "nrjs-", "nraa-", "nriq-", "nrra-", "nrsp-">,
     .pattern = "NR(?:AK-[0-9A-Za-z]{27}|II-[0-9A-Za-z_-]{32}|JS-[0-9a-f]{19}|AA-[0-9a-f]{27}|IQ-["
                "0-9A-Za-z_-]{32}|RA-[0-9a-f]{42}|SP-[0-9A-Za-z_-]{32})",
     .min_entropy = 3,
     .positives = kTexts<"NRAK-XNVHX"
                         "B6A5JSBVMXL7IRNSRHTRD1",
                         "NRII-xrBjiWj"
                         "uhcgpbjWJrqTn4RhKutOzon9d">,
     .negatives = kTexts<"NRAK-xxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-newrelic-key",
     .title = "New Relic license key",
     .literals = kTexts<"nral">,
     .pattern = "(?:eu01xx)?[0-9A-Fa-f]{30,36}NRAL",
     .anchored = false,
     .bytes_before = 40,
     .bytes_after = 0,
     .positives = kTexts<"license_key: 3684"
                         "cd3eb0a996ba61d50fd323387a97a2f5NRAL">,
     .negatives = kTexts<"license"
                         "_key: g1b2c3NRAL">},
    {.rule = "secret-newrelic-key",
     .title = "New Relic license key",
     .literals = kTexts<"license_key">,
     .pattern = R"(license_key["']?\s{0,3}[:=]\s{0,3}["']?([0-9a-f]{40}))",
     .min_entropy = 3,
     .positives = kTexts<"license_key: fa89"
                         "343300f5c31a1a662c29a14f310b499a3650">,
     .negatives = kTexts<"lice"
                         "nse_key: x">,
     .confidence = Confidence::medium,
     .joins_words = true},
    {.rule = "secret-newrelic-key",
     .title = "Pixie key",
     .literals = kTexts<"px-dep-", "px-api-">,
     .pattern = "px-(?:dep|api)-[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-"
                "Fa-f]{12}",
     .positives = kTexts<"px-api-3d2d55d"
                         "7-40e7-a2c3-7e54-b87013b66825">,
     .negatives = kTexts<"px-api"
                         "-xxxxxxxx-xxxx">},
    {.rule = "secret-newrelic-key",
     .title = "New Relic API id",
     .literals = kTexts<"new-relic", "newrelic", "new_relic">,
     .pattern = "[0-9A-Za-z]{64}|[0-9a-f]{40}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"NEW-RELIC_TOKEN = \"bfatb8bxv"
                         "hhbcy2q37tsvwpxn7t9mpfcj7abbovxj6o0wfwobrkx5ggwe2bv7w0m\"">,
     .negatives = kTexts<"new-relic_TO"
                         "KEN = \"${NEW-RELIC_TOKEN}\"",
                         "new-relic is a product; its key i"
                         "s k0693zm8uptvotmokiu5pjdjeg6voqfijrjl6nbovke8ldb214qwxrcjpj59py5o">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-dynatrace-token",
     .title = "Dynatrace token",
     .literals = kTexts<"dt0c01.", "dt0s01.", "dt0s02.">,
     .pattern = R"(dt0[cs]0[12]\.[0-9A-Za-z]{24}\.[0-9A-Za-z]{64})",
     .min_entropy = 3.5,
     .positives = kTexts<"dt0c01.SYMZPJCR09B61AGT9L0MOT1O."
                         "I5U9H95G2DG9QG689F490E640RSMG1KDH2K271QBMJBDBSDDV81VK52CTM60AZW5">,
     .negatives = kTexts<"dt0c01.xxxxxxxxxxxxxxxxxxxxxxxx."
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-grafana-token",
     .title = "Grafana API key",
     .literals = kTexts<"eyjrijoi">,
     .pattern = "eyJrIjoi[0-9A-Za-z]{40,400}={0,2}",
     .min_entropy = 3,
     .positives = kTexts<"eyJrIjoiJ4jhupJQhd1zsCAYs49rmAhFL"
                         "BtKyGsCTjYwh3xPJf8dLEWmDFDIJCZjPcpNknV7cMeKcwW13ECJPdElQVU4O0ckdR==">,
     .negatives = kTexts<"eyJrIjoixxxxxxxxxxxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx==">},
    {.rule = "secret-grafana-token",
     .title = "Grafana Cloud token",
     .literals = kTexts<"glc_">,
     .pattern = "glc_[0-9A-Za-z+/]{32,400}={0,3}",
     .min_entropy = 3,
     .is_valid = shape::is_varied,
     .positives = kTexts<"glc_CAVGuzCNQwPa6y252"
                         "86KpXAGZ9Tx10YtuiLc6VuULbI41TTMQ3emW4tf3FnT">,
     .negatives = kTexts<"glc_xxxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-grafana-token",
     .title = "Grafana service account token",
     .literals = kTexts<"glsa_">,
     .pattern = "glsa_[0-9A-Za-z]{32}_[0-9A-Fa-f]{8}",
     .min_entropy = 3,
     .positives = kTexts<"glsa_UnqAR5cHIQ"
                         "u16OsG3aPFcWsZmQPfv3En_d5ddf16d">,
     .negatives = kTexts<"glsa_xxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxx_xxxxxxxx">},
};

}  // namespace

TokenTable monitor_formats() {
  return kFormats;
}

}  // namespace mig::secrets
