#include "mig/secrets/token/shape.hpp"
#include "mig/secrets/token/structures.hpp"
#include "mig/secrets/token/tables.hpp"
#include "mig/secrets/token/texts.hpp"

namespace mig::secrets {
namespace {

constexpr TokenFormat kFormats[] = {
    {.rule = "secret-airtable-token",
     .title = "Airtable token",
     .literals = kTexts<"pat">,
     .pattern = R"(pat[0-9A-Za-z]{14}\.[0-9a-f]{64})",
     .min_entropy = 3,
     .positives = kTexts<"patP8TXT641JlNvfm.26f2efc00"
                         "baf3026ace3eccb3cbc23f3da65ab0cfe9b3293a6d218dc77c2603d">,
     .negatives = kTexts<"patxxxxxxxxxxxxxx.xxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-airtable-token",
     .title = "Airtable key",
     .literals = kTexts<"airtable">,
     .pattern = "[0-9A-Za-z]{17}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"AIRTABLE_TOK"
                         "EN = \"5Dm7bS3jbryDFkd31\"">,
     .negatives = kTexts<"airtable_TOK"
                         "EN = \"${AIRTABLE_TOKEN}\"",
                         "airtable is a pro"
                         "duct; its key is zuRnbDtoKHvhpXf92">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-asana-key",
     .title = "Asana key",
     .literals = kTexts<"asana">,
     .pattern = "[0-9]{16}|[0-9A-Za-z]{32}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"ASANA_TOKE"
                         "N = \"0761223948548514\"",
                         "\"asana_token\": \""
                         "XlwM3k2OOivhECuKdW8nw16khzU276nW\"">,
     .negatives = kTexts<"asana_TOKE"
                         "N = \"${ASANA_TOKEN}\"",
                         "asana is a prod"
                         "uct; its key is 5579827641256268">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-notion-token",
     .title = "Notion token",
     .literals = kTexts<"ntn_">,
     .pattern = "ntn_[0-9]{11}[0-9A-Za-z]{35}",
     .min_entropy = 3.5,
     .positives = kTexts<"ntn_47635837512X"
                         "K7rtn1f0ATArclWvLDd4YoWTJPwLe9JrAW">,
     .negatives = kTexts<"xntn_02444853660j"
                         "pcJXCAUeb8oNN2jO0iJUagYYhfwSZs9gQU",
                         "ntn_34932973879C"
                         "cyUTO5fJnrkVTITu61ykjIxqcOiBd3E05">},
    {.rule = "secret-notion-token",
     .title = "Notion token",
     .literals = kTexts<"secret_">,
     .pattern = "secret_[0-9A-Za-z]{43}",
     .min_entropy = 3.8,
     .is_valid = shape::is_mixed,
     .positives = kTexts<"secret_VEf4UPzq6"
                         "crEiNSaWc4rdORiA4RYuqNnKMdce1o0rgs">,
     .negatives = kTexts<"secret_xxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-linear-key",
     .title = "Linear API key",
     .literals = kTexts<"lin_api_", "lin_oauth_">,
     .pattern = "lin_(?:api|oauth)_[0-9A-Za-z]{40}(?:[0-9A-Za-z]{24})?",
     .min_entropy = 2,
     .positives = kTexts<"lin_api_QUYfhJq6"
                         "gWuX4RS7Rcg2nhOMRoS11F3aKnxfn5qT">,
     .negatives = kTexts<"lin_api_xxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">,
     .may_end_anywhere = true},
    {.rule = "secret-linear-key",
     .title = "Linear client secret",
     .literals = kTexts<"linear">,
     .pattern = "[0-9a-f]{32}",
     .min_entropy = 3,
     .positives = kTexts<"LINEAR_TOKEN = \""
                         "0540ea76aa48ef7e7923e440d721372d\"">,
     .negatives = kTexts<"linear_TOK"
                         "EN = \"${LINEAR_TOKEN}\"",
                         "linear is a product; "
                         "its key is 63e98d6c15bf17d4fb8a1e9244d7f77d">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-figma-token",
     .title = "Figma token",
     .literals = kTexts<"figd_", "figo_", "figu_", "figdr_", "figoh_">,
     .pattern = "fig[dou][rh]?_[0-9A-Za-z_-]{40,60}",
     .min_entropy = 3,
     .positives = kTexts<"figd_O3OpraFAqt2"
                         "PfzU2xYWUwkL1O4N1NLRSDdAY72qp8xz">,
     .negatives = kTexts<"figd_xxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-figma-token",
     .title = "Figma token",
     .literals = kTexts<"x-figma-token">,
     .pattern =
         R"((?i)X-Figma-Token["']?\s{0,3}:\s{0,3}["']?([0-9]{4,8}-[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}))",
     .positives = kTexts<"X-Figma-Token: 139"
                         "4-c0bf2353-2371-8afa-c2ee-d22c0e6b8541">,
     .negatives = kTexts<"X-Fig"
                         "ma-Token: $T">,
     .joins_words = true},
    {.rule = "secret-dropbox-token",
     .title = "Dropbox token",
     .literals = kTexts<"dropbox">,
     .pattern = R"(sl\.[0-9A-Za-z=_-]{135}|[0-9A-Za-z]{11}A{10}[0-9A-Za-z=_-]{43}|[0-9A-Za-z]{15})",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"DROPBOX_TOK"
                         "EN = \"o5nKXUXNWCdZccE\"">,
     .negatives = kTexts<"dropbox_TOK"
                         "EN = \"${DROPBOX_TOKEN}\"",
                         "dropbox is a pro"
                         "duct; its key is 02OS6i6LhZFViTO">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-dropbox-token",
     .title = "Dropbox token",
     .literals = kTexts<"sl.">,
     .pattern = R"(sl\.(?:u\.)?[0-9A-Za-z_=-]{130,})",
     .bytes_after = 1500,
     .min_entropy = 4,
     .positives = kTexts<
         "sl.dHRtGeEE4liTfC5dz0eN4otTKDhwW7h1_u4IsqgM05p"
         "SSYL8UEy-k89M6MokmNU1GATAPMFGH75m6lH5qVeUU2gEKlPubmx-8UqbZFwR84_HXPv5NBLDmVDviClJ3RBwI"
         "kP5IF15">,
     .negatives = kTexts<
         "sl.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
         "xxxxxxx">},
    {.rule = "secret-contentful-token",
     .title = "Contentful token",
     .literals = kTexts<"contentful">,
     .pattern = "[0-9A-Za-z=_-]{43}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"CONTENTFUL_TOKEN = \"O"
                         "TdYoBfHqRROMYR_lqA2xfdxqR16Spdo768ewRMDK7U\"">,
     .negatives = kTexts<"contentful_TO"
                         "KEN = \"${CONTENTFUL_TOKEN}\"",
                         "contentful is a product; i"
                         "ts key is n6gl9e59Wu_RwbP7BPcGVp8zr4fyjiLHnqfISofwVKY">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-contentful-token",
     .title = "Contentful token",
     .literals = kTexts<"cfpat-">,
     .pattern = "CFPAT-[0-9A-Za-z_-]{43}",
     .min_entropy = 3,
     .positives = kTexts<"CFPAT-ZQxsdzY108"
                         "mFZGr9mqNbM7fQL_kFqt_ptiuGOG3Bcxd">,
     .negatives = kTexts<"CFPAT-xxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-algolia-key",
     .title = "Algolia key",
     .literals = kTexts<"algolia">,
     .pattern = "[0-9A-Za-z]{32}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"ALGOLIA_TOKEN = "
                         "\"c366517ff96dca3224a4bd025fac94af\"">,
     .negatives = kTexts<"algolia_TOK"
                         "EN = \"${ALGOLIA_TOKEN}\"",
                         "algolia is a product;"
                         " its key is 6d2e61b57aee520e2f3d1abb14a525ae">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-beamer-token",
     .title = "Beamer token",
     .literals = kTexts<"beamer">,
     .pattern = "b_[0-9A-Za-z=_-]{44}",
     .min_entropy = 2,
     .positives = kTexts<"BEAMER_TOKEN = \"b_8Di"
                         "C5A4ZrX8P70Brf2d74pC_hIkTZtZ83raUNR9O16ID\"">,
     .negatives = kTexts<"beamer_TOK"
                         "EN = \"${BEAMER_TOKEN}\"",
                         "beamer is a product; its k"
                         "ey is b_YGm_dD_64EDK53UsvmlKGAYn_vL3SPYDQJfPvIQc_6V1">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
};

}  // namespace

TokenTable office_formats() {
  return kFormats;
}

}  // namespace mig::secrets
