#include "mig/secrets/token/shape.hpp"
#include "mig/secrets/token/structures.hpp"
#include "mig/secrets/token/tables.hpp"
#include "mig/secrets/token/texts.hpp"

namespace mig::secrets {
namespace {

constexpr TokenFormat kFormats[] = {
    {.rule = "secret-sentry-token",
     .title = "Sentry token",
     .literals = kTexts<"sntrys_">,
     .pattern = "(sntrys_eyJ[0-9A-Za-z+/]{20,}={0,2}_[0-9A-Za-z+/]{43})(?:[^0-9A-Za-z+/]|$)",
     .bytes_after = 600,
     .min_entropy = 4,
     .positives = kTexts<
         "sntrys_eyJpYXQiOjE2iG4ogHUkS6cdeQulpe1RCy"
         "au4IC5vWOIU1nGUKHu4s9wYKMUDl5aJbIgwWZE_7k4D9LVQzdlbXWcfLhdFTY88G3N30Yi3B47kxetaXiB">,
     .negatives =
         kTexts<"sntrys_SYeGtHuLy1iijGulwuZQJgPgpgLp8t"
                "yuEjIWiIdvxR4dw1U82uLKXWHU3PHG_YnsbnhCkoVcSd9hAtbN9kNy86Tc2xcIbCY4OpVZ1jwC">},
    // Sentry user token.
    {.rule = "secret-sentry-token",
     .title = "Sentry token",
     .literals = kTexts<"sntryu_", "sntrya_", "sntryi_">,
     .pattern = "sntry[uai]_[0-9a-f]{64}",
     .min_entropy = 3,
     .positives = kTexts<"sntryu_ce820c568438bd0c"
                         "029164bace7eb1b79a7ddad60e0db54dfe84c408efd85474">,
     .negatives = kTexts<"sntryu_xxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-sentry-token",
     .title = "Sentry token",
     .literals = kTexts<"sentry">,
     .pattern = "[0-9a-f]{64}",
     .min_entropy = 3,
     .positives = kTexts<"SENTRY_TOKEN = \"9efbe5368fa"
                         "8b926c9cce75b2786614f231419e8c27954296c191a72edaf3aee\"">,
     .negatives = kTexts<"sentry_TOK"
                         "EN = \"${SENTRY_TOKEN}\"",
                         "sentry is a product; its key is "
                         "91bef3e4d47d2c0a2717cf82bc1d4b4ac95fbc3dfbf8666f3af41c63fc38829b">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-sentry-dsn",
     .title = "Sentry client key",
     .literals = kTexts<".ingest.", "@sentry.io">,
     .pattern =
         R"(https://([0-9a-f]{32}(?::[0-9a-f]{32})?)@[0-9a-z.-]{1,60}(?:sentry\.io)/\d{1,20})",
     .anchored = false,
     .bytes_before = 90,
     .bytes_after = 50,
     .positives = kTexts<"https://50c7463c5ac4242"
                         "c0b678a03d18042b0@o12.ingest.sentry.io/1612473">,
     .negatives = kTexts<"https:/"
                         "/docs.sentry.io/">,
     .confidence = Confidence::medium,
     .joins_words = true},
    {.rule = "secret-rollbar-token",
     .title = "Rollbar token",
     .literals = kTexts<"rollbar">,
     .pattern = "[0-9a-f]{32}",
     .min_entropy = 2,
     .positives = kTexts<"ROLLBAR_TOKEN = "
                         "\"005f99470692317bd11a4826fd925a5e\"">,
     .negatives = kTexts<"rollbar_TOK"
                         "EN = \"${ROLLBAR_TOKEN}\"",
                         "rollbar is a product;"
                         " its key is c0d241e93a4ce302242c99a50287cf1d">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-bugsnag-key",
     .title = "Bugsnag key",
     .literals = kTexts<"bugsnag">,
     .pattern = "[0-9a-f]{32}",
     .min_entropy = 2,
     .positives = kTexts<"BUGSNAG_TOKEN = "
                         "\"313adc9de61c5392de8d63edc9f9698a\"">,
     .negatives = kTexts<"bugsnag_TOK"
                         "EN = \"${BUGSNAG_TOKEN}\"",
                         "bugsnag is a product;"
                         " its key is 2b74ba233c940b24bf473f7236caf77f">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-honeycomb-key",
     .title = "Honeycomb key",
     .literals = kTexts<"hcaik_", "hcaic_", "hcxik_">,
     .pattern = "hc[abx]i[kc]_[0-9a-z]{58}",
     .min_entropy = 3,
     .positives = kTexts<"hcaik_e9y2numa7kqsw0z"
                         "uokjn3jvmmspsc1fq8k54066l7rqup8v6aga3irbbee">,
     .negatives = kTexts<"hcaik_xxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-honeycomb-key",
     .title = "Honeycomb key",
     .literals = kTexts<"honeycomb">,
     .pattern = "[0-9a-f]{32}|[0-9A-Za-z]{22}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"HONEYCOMB_TOKEN ="
                         " \"1c3a675153cc04ba6cc1a6896ce966b8\"">,
     .negatives = kTexts<"honeycomb_TO"
                         "KEN = \"${HONEYCOMB_TOKEN}\"",
                         "honeycomb is a product"
                         "; its key is 19a411095e418cf7556d3edf3b0c71c0">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-sumologic-key",
     .title = "Sumo Logic key",
     .literals = kTexts<"sumo">,
     .pattern = "su[0-9A-Za-z]{12}|[0-9A-Za-z]{64}",
     .min_entropy = 3,
     .is_valid = shape::is_varied,
     .positives = kTexts<"SUMO_TOKE"
                         "N = \"suQS5IgKmpSB28\"",
                         "\"sumo_token\": \"TZHBSlKl6tT"
                         "jXrhfDOw18DFMWDVIjZH7lroOho5bVCdNDTFTNBV6qFEUosSpFKqM\"">,
     .negatives = kTexts<"sumOfValu"
                         "es = suAbCd12EfGh34",
                         "sumo_ac"
                         "cess_id = \"$ID\"">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium,
     .keeps_case = true},
    {.rule = "secret-splunk-token",
     .title = "Splunk token",
     .literals = kTexts<"splunk">,
     .pattern = "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}",
     .min_entropy = 2,
     .positives = kTexts<"SPLUNK_TOKEN = \"b"
                         "a9f64af-e12a-aaae-2ea5-1abaa7e2e9b3\"">,
     .negatives = kTexts<"splunk_TOK"
                         "EN = \"${SPLUNK_TOKEN}\"",
                         "splunk is a product; i"
                         "ts key is b47c0f56-0eea-94f9-6e8c-6266c54de574">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-logzio-token",
     .title = "Logz.io token",
     .literals = kTexts<"logzio", "logz_io", "logz.io">,
     .pattern = "[0-9A-Za-z]{32}",
     .min_entropy = 2,
     .is_valid = shape::is_mixed,
     .positives = kTexts<"LOGZIO_TOKEN = \""
                         "mp092vt4UgRQ9FutDQlC0HE4wBRg84FF\"">,
     .negatives = kTexts<"logzio_TOK"
                         "EN = \"${LOGZIO_TOKEN}\"",
                         "logzio is a product; "
                         "its key is XO8ld2Y3Q83H8dkgfVOtJIgzYlTDthmS">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-loggly-token",
     .title = "Loggly token",
     .literals = kTexts<"loggly">,
     .pattern = "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}",
     .min_entropy = 2,
     .positives = kTexts<"LOGGLY_TOKEN = \"0"
                         "b1ec205-f10b-d1b1-5953-8041db3d4981\"">,
     .negatives = kTexts<"loggly_TOK"
                         "EN = \"${LOGGLY_TOKEN}\"",
                         "loggly is a product; i"
                         "ts key is 3606d402-1484-2c56-3b70-eb1d21c26fa9">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-pagerduty-key",
     .title = "PagerDuty key",
     .literals = kTexts<"pagerduty", "pager_duty">,
     .pattern = "[0-9A-Za-z_+-]{20}|[0-9a-f]{32}",
     .min_entropy = 3,
     .is_valid = shape::has_digit,
     .positives = kTexts<"PAGERDUTY_TOK"
                         "EN = \"fkVMAOsDAF5tdzeMj1r9\"",
                         "\"pagerduty_token\""
                         ": \"8def2e167ff3a9710a3445fb1477a5a4\"">,
     .negatives = kTexts<"pagerduty_TO"
                         "KEN = \"${PAGERDUTY_TOKEN}\"",
                         "pagerduty is a pro"
                         "duct; its key is kb2a2khLfQw4Tl9T5K0A">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-opsgenie-key",
     .title = "Opsgenie key",
     .literals = kTexts<"opsgenie">,
     .pattern = "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}",
     .min_entropy = 2,
     .positives = kTexts<"OPSGENIE_TOKEN = \""
                         "57a71cc9-4719-acad-41ba-32b4dc641655\"">,
     .negatives = kTexts<"opsgenie_TOK"
                         "EN = \"${OPSGENIE_TOKEN}\"",
                         "opsgenie is a product; "
                         "its key is 24348b78-ed9b-9c18-b8e7-a8925d88ea83">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-statuspage-key",
     .title = "Statuspage key",
     .literals = kTexts<"statuspage">,
     .pattern =
         "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}|[0-9a-f]{64}",
     .min_entropy = 2,
     .positives = kTexts<"STATUSPAGE_TOKEN = "
                         "\"a6254ae7-7625-e887-130b-896a0c30ecd6\"">,
     .negatives = kTexts<"statuspage_TO"
                         "KEN = \"${STATUSPAGE_TOKEN}\"",
                         "statuspage is a product;"
                         " its key is 8a0bcfd4-c149-e282-7d2b-9a6c3551b04b">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-confluent-key",
     .title = "Confluent key",
     .literals = kTexts<"confluent">,
     .pattern = "[0-9A-Za-z+/]{64}|[0-9A-Za-z]{16}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"CONFLUENT_TOKEN = \"tV8VQlKtA"
                         "ZzKZW9XSH9nitZOsbicXSqrg6N7kPrTjjEGi0fa9EvsNpZKUaqcrFSE\"",
                         "\"confluent_t"
                         "oken\": \"VBRO28NW8NPPXO0E\"">,
     .negatives = kTexts<"confluent_TO"
                         "KEN = \"${CONFLUENT_TOKEN}\"",
                         "confluent is a product; its key i"
                         "s 7yBsJbtY3N2CgVI4cYRiHrBXyuzRF6Vp8VwD55MuJookTzXAum0ea2hGTFV512HI">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-elastic-key",
     .title = "Elastic API key",
     .literals = kTexts<"elastic">,
     .pattern = "[0-9A-Za-z_-]{56,60}==",
     .min_entropy = 2,
     .positives = kTexts<"ELASTIC_TOKEN = \"U4YkjwcAT"
                         "CT93SKiSlDAyi1M7peLCMQjdqd8uyE8WSRIe0O0oUD8YjMYQF==\"">,
     .negatives = kTexts<"elastic_TOK"
                         "EN = \"${ELASTIC_TOKEN}\"",
                         "elastic is a product; its key i"
                         "s KUdmdJoKHmCyISEPrnjiJvjWUBiM4ab4lM7YeZcIEjP6x4f2brwZ2xNcNm==">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-upstash-token",
     .title = "Upstash token",
     .literals = kTexts<"upstash">,
     .pattern = "[0-9A-Za-z=+/_-]{56,64}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"UPSTASH_TOKEN = \"dPSx0jy4u"
                         "5iM2C8Xtp64N44VzRFsnlIAHnE8Ncn0haIOcJdBVldyDXrMi6Yu\"">,
     .negatives = kTexts<"upstash_TOK"
                         "EN = \"${UPSTASH_TOKEN}\"",
                         "upstash is a product; its key i"
                         "s JpKZ1Udz05H3zlSi4MBoxbj03QGc1yNHzgVxxzPYdDPuEKAO4L9mjgqhF4Mj">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
};

}  // namespace

TokenTable incident_formats() {
  return kFormats;
}

}  // namespace mig::secrets
