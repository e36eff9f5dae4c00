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
     .pattern = "(sntrys_eyJ[0-9A-Za-z+/]{20,400}={0,2}_[0-9A-Za-z+/]{43})(?:[^0-9A-Za-z+/]|$)",
     .bytes_after = 600,
     .min_entropy = 4,
     .positives = kTexts<
         "sntrys_eyJpYXQiOjE2ut43u8Pcv8azYPEecNAhK9"
         "BhuSDhgaELokZ7hirHf2hPY3AX7m754P0bVbkS_VEIQV9TRpnkQXhNO5iSGV6ent42ido6mendpIQ4k6GL">,
     .negatives =
         kTexts<"sntrys_3phrvrvZUVBKR99QHuhBTy6IHN9mH9"
                "utuTrltANcjU7KpvPntA8rwLx7Zi69_A202pm1hi8OKig055slv5r2EjeRVwrvo22SKg9DCatt">},
    {.rule = "secret-sentry-token",
     .title = "Sentry user token",
     .literals = kTexts<"sntryu_", "sntrya_", "sntryi_">,
     .pattern = "sntry[uai]_[0-9a-f]{64}",
     .min_entropy = 3,
     .positives = kTexts<"sntryu_b44dbb073ec132de"
                         "02733a9eef8f81d41b74a3a53c56a1d4d4bc215a8edbbef5">,
     .negatives = kTexts<"sntryu_xxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-sentry-token",
     .title = "Sentry token",
     .literals = kTexts<"sentry">,
     .pattern = "[0-9a-f]{64}",
     .min_entropy = 3,
     .positives = kTexts<"SENTRY_TOKEN = \"e29c36c0fdb"
                         "09cf3353c847524b4e8ea55bb3a733cd1ae9e0d669ee4d1c7ac1c\"">,
     .negatives = kTexts<"sentry_TOK"
                         "EN = \"${SENTRY_TOKEN}\"",
                         "sentry is a product; its key is "
                         "e820c568438bd0c029164bace7eb1b79a7ddad60e0db54dfe84c408efd854749">,
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
     .positives = kTexts<"https://efbe5368fa8b926"
                         "c9cce75b2786614f2@o12.ingest.sentry.io/8108204">,
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
                         "\"e8c27954296c191a72edaf3aee91bef3\"">,
     .negatives = kTexts<"rollbar_TOK"
                         "EN = \"${ROLLBAR_TOKEN}\"",
                         "rollbar is a product;"
                         " its key is e4d47d2c0a2717cf82bc1d4b4ac95fbc">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-bugsnag-key",
     .title = "Bugsnag key",
     .literals = kTexts<"bugsnag">,
     .pattern = "[0-9a-f]{32}",
     .min_entropy = 2,
     .positives = kTexts<"BUGSNAG_TOKEN = "
                         "\"3dfbf8666f3af41c63fc38829b50c746\"">,
     .negatives = kTexts<"bugsnag_TOK"
                         "EN = \"${BUGSNAG_TOKEN}\"",
                         "bugsnag is a product;"
                         " its key is 3c5ac4242c0b678a03d18042b03c348e">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-honeycomb-key",
     .title = "Honeycomb key",
     .literals = kTexts<"hcaik_", "hcaic_", "hcxik_">,
     .pattern = "hc[abx]i[kc]_[0-9a-z]{58}",
     .min_entropy = 3,
     .positives = kTexts<"hcaik_oabl4ss6ioa7mtf"
                         "gcow0dcviqfn591tfkvk2za0ejc39sgui8z72gaf6fi">,
     .negatives = kTexts<"hcaik_xxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-honeycomb-key",
     .title = "Honeycomb key",
     .literals = kTexts<"honeycomb">,
     .pattern = "[0-9a-f]{32}|[0-9A-Za-z]{22}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"HONEYCOMB_TOKEN ="
                         " \"2c99a50287cf1d313adc9de61c5392de\"">,
     .negatives = kTexts<"honeycomb_TO"
                         "KEN = \"${HONEYCOMB_TOKEN}\"",
                         "honeycomb is a product"
                         "; its key is 8d63edc9f9698a2b74ba233c940b24bf">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-sumologic-key",
     .title = "Sumo Logic key",
     .literals = kTexts<"sumo">,
     .pattern = "su[0-9A-Za-z]{12}|[0-9A-Za-z]{64}",
     .min_entropy = 3,
     .is_valid = shape::is_varied,
     .positives = kTexts<"SUMO_TOKE"
                         "N = \"sujJPpvjGfP7EG\"",
                         "\"sumo_token\": \"rvNyzZUjf8P"
                         "5trP4iueEjYcN1U0MAhnyqxKQS8lWaZUOKtJ2N2dskrsJvVkM56Ms\"">,
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
     .positives = kTexts<"SPLUNK_TOKEN = \"8"
                         "5ffd588-a7a0-30e4-8002-21c3a675153c\"">,
     .negatives = kTexts<"splunk_TOK"
                         "EN = \"${SPLUNK_TOKEN}\"",
                         "splunk is a product; i"
                         "ts key is c04ba6cc-1a68-96ce-966b-819a411095e4">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-logzio-token",
     .title = "Logz.io token",
     .literals = kTexts<"logzio", "logz_io", "logz.io">,
     .pattern = "[0-9A-Za-z]{32}",
     .min_entropy = 2,
     .is_valid = shape::is_mixed,
     .positives = kTexts<"LOGZIO_TOKEN = \""
                         "ox6koCQZfPKLpMtm6amHod0tbnx7fGWA\"">,
     .negatives = kTexts<"logzio_TOK"
                         "EN = \"${LOGZIO_TOKEN}\"",
                         "logzio is a product; "
                         "its key is zYOy1CYBQS5IgKmpSB28TZHBSlKl6tTj">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-loggly-token",
     .title = "Loggly token",
     .literals = kTexts<"loggly">,
     .pattern = "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}",
     .min_entropy = 2,
     .positives = kTexts<"LOGGLY_TOKEN = \"b"
                         "f17126b-1a4c-37da-1e61-92960a22a925\"">,
     .negatives = kTexts<"loggly_TOK"
                         "EN = \"${LOGGLY_TOKEN}\"",
                         "loggly is a product; i"
                         "ts key is 6859a3ba-9f64-afe1-2aaa-ae2ea51abaa7">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-pagerduty-key",
     .title = "PagerDuty key",
     .literals = kTexts<"pagerduty", "pager_duty">,
     .pattern = "[0-9A-Za-z_+-]{20}|[0-9a-f]{32}",
     .min_entropy = 3,
     .is_valid = shape::has_digit,
     .positives = kTexts<"PAGERDUTY_TOK"
                         "EN = \"cEcvnqSXpyHX6IPZtwjr\"",
                         "\"pagerduty_token\""
                         ": \"0f560eea94f96e8c6266c54de574a882\"">,
     .negatives = kTexts<"pagerduty_TO"
                         "KEN = \"${PAGERDUTY_TOKEN}\"",
                         "pagerduty is a pro"
                         "duct; its key is utDQlC0HE4wBRg84FFXO">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-opsgenie-key",
     .title = "Opsgenie key",
     .literals = kTexts<"opsgenie">,
     .pattern = "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}",
     .min_entropy = 2,
     .positives = kTexts<"OPSGENIE_TOKEN = \""
                         "ec83efa7-44c9-190b-1ec2-05f10bd1b159\"">,
     .negatives = kTexts<"opsgenie_TOK"
                         "EN = \"${OPSGENIE_TOKEN}\"",
                         "opsgenie is a product; "
                         "its key is 538041db-3d49-8136-06d4-0214842c563b">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-statuspage-key",
     .title = "Statuspage key",
     .literals = kTexts<"statuspage">,
     .pattern =
         "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}|[0-9a-f]{64}",
     .min_entropy = 2,
     .positives = kTexts<"STATUSPAGE_TOKEN = "
                         "\"70eb1d21-c26f-a9fa-6071-02ef68def2e1\"">,
     .negatives = kTexts<"statuspage_TO"
                         "KEN = \"${STATUSPAGE_TOKEN}\"",
                         "statuspage is a product;"
                         " its key is 67ff3a97-10a3-445f-b147-7a5a4dd5f899">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-confluent-key",
     .title = "Confluent key",
     .literals = kTexts<"confluent">,
     .pattern = "[0-9A-Za-z+/]{64}|[0-9A-Za-z]{16}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"CONFLUENT_TOKEN = \"5K0AKi9O8"
                         "7UODYZt6TtJxPDS7VZVsaj6IC0uzWUgmHEk1z7lsWJaZo6NxtJDNKLE\"",
                         "\"confluent_t"
                         "oken\": \"IHIQWPQ217T68W8S\"">,
     .negatives = kTexts<"confluent_TO"
                         "KEN = \"${CONFLUENT_TOKEN}\"",
                         "confluent is a product; its key i"
                         "s YDQ5Xv764ujgRd71OV5rQkzTn5FL8b3RQcUQ1yHVMEK0I4yVdP641plPNF2KcyR6">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-elastic-key",
     .title = "Elastic API key",
     .literals = kTexts<"elastic">,
     .pattern = "[0-9A-Za-z_-]{56,60}==",
     .min_entropy = 2,
     .positives = kTexts<"ELASTIC_TOKEN = \"Q9vtPnyDm"
                         "ypGpApXrQSr32NVB4Z9mGgrAdZrbNQVvqxBX5YfaJYCJoScsF==\"">,
     .negatives = kTexts<"elastic_TOK"
                         "EN = \"${ELASTIC_TOKEN}\"",
                         "elastic is a product; its key i"
                         "s QohFzOaEzxqWpTUs8Mz8ZHm66xKLxklDqXAI6zyWtV8VQlKtAZzKZW9XSH==">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-upstash-token",
     .title = "Upstash token",
     .literals = kTexts<"upstash">,
     .pattern = "[0-9A-Za-z=+/_-]{56,64}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"UPSTASH_TOKEN = \"9nitZOsbi"
                         "cXSqrg6N7kPrTjjEGi0fa9EvsNpZKUaqcrFSEVB0ROciNWiNPxP\"">,
     .negatives = kTexts<"upstash_TOK"
                         "EN = \"${UPSTASH_TOKEN}\"",
                         "upstash is a product; its key i"
                         "s 4XOwaE7yBsJbtY3N2CgVI4cYRiHrBXyuzRF6Vp8VwD55MuJookTzXAum0ea2">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
};

}  // namespace

TokenTable incident_formats() {
  return kFormats;
}

}  // namespace mig::secrets
