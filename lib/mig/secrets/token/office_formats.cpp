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
     .positives = kTexts<"patTArclWvLDd4YoW.9475f40b0"
                         "4998a7dc1e4b10afd6674adccf9c8a6965e6e1ea97f4a9494e70e2a">,
     .negatives = kTexts<"patxxxxxxxxxxxxxx.xxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    // Airtable key.
    {.rule = "secret-airtable-token",
     .title = "Airtable token",
     .literals = kTexts<"airtable">,
     .pattern = "[0-9A-Za-z]{17}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"AIRTABLE_TOK"
                         "EN = \"Ef4UPzq6crEiNSaWc\"">,
     .negatives = kTexts<"airtable_TOK"
                         "EN = \"${AIRTABLE_TOKEN}\"",
                         "airtable is a pro"
                         "duct; its key is 4rdORiA4RYuqNnKMd">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-asana-key",
     .title = "Asana key",
     .literals = kTexts<"asana">,
     .pattern = "[0-9]{16}|[0-9A-Za-z]{32}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"ASANA_TOKE"
                         "N = \"7784567828554447\"",
                         "\"asana_token\": \""
                         "g2nhOMRoS11F3aKnxfn5qTAqLItBdUPM\"">,
     .negatives = kTexts<"asana_TOKE"
                         "N = \"${ASANA_TOKEN}\"",
                         "asana is a prod"
                         "uct; its key is 5852477373411722">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-notion-token",
     .title = "Notion token",
     .literals = kTexts<"ntn_">,
     .pattern = "ntn_[0-9]{11}[0-9A-Za-z]{35}",
     .min_entropy = 3.5,
     .positives = kTexts<"ntn_906983101315"
                         "aMHj3qpdTQpbNtwYCKht2Wu0nqenpl4DPq">,
     .negatives = kTexts<"xntn_69275450741q"
                         "JuIuaPqeiP3jtPxb0wk5bHU7VN8CAVWzbH",
                         "ntn_36926968839L"
                         "8Kvz4YguSFakkH6cGarGzqFrIJk6BOAMy">},
    {.rule = "secret-notion-token",
     .title = "Notion token",
     .literals = kTexts<"secret_">,
     .pattern = "secret_[0-9A-Za-z]{43}",
     .min_entropy = 3.8,
     .is_valid = shape::is_mixed,
     .positives = kTexts<"secret_ldqbV5U8e"
                         "YOz3Z933jp5t6BWenr10FH2hnzhL0GFHo3">,
     .negatives = kTexts<"secret_xxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    // Linear API key.
    {.rule = "secret-linear-key",
     .title = "Linear key",
     .literals = kTexts<"lin_api_", "lin_oauth_">,
     .pattern = "lin_(?:api|oauth)_[0-9A-Za-z]{40}(?:[0-9A-Za-z]{24})?",
     .min_entropy = 2,
     .positives = kTexts<"lin_api_OqDQgVeg"
                         "VYsEcdbE97EzqZBicri2NXinRKJkDo5n">,
     .negatives = kTexts<"lin_api_xxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">,
     .may_end_anywhere = true},
    // Linear client secret.
    {.rule = "secret-linear-key",
     .title = "Linear key",
     .literals = kTexts<"linear">,
     .pattern = "[0-9a-f]{32}",
     .min_entropy = 3,
     .positives = kTexts<"LINEAR_TOKEN = \""
                         "5bab6b1ecee2795c2a9714b1711e9847\"">,
     .negatives = kTexts<"linear_TOK"
                         "EN = \"${LINEAR_TOKEN}\"",
                         "linear is a product; "
                         "its key is 0e7cd73eab4208c5e8dfbe2ba83dea44">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-figma-token",
     .title = "Figma token",
     .literals = kTexts<"figd_", "figo_", "figu_", "figdr_", "figoh_">,
     .pattern = "fig[dou][rh]?_[0-9A-Za-z_-]{40,60}",
     .min_entropy = 3,
     .positives = kTexts<"figd_QYL8UEy-k89"
                         "M6MokmNU1GATAPMFGH75m6lH5qVeUU2C">,
     .negatives = kTexts<"figd_xxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-figma-token",
     .title = "Figma token",
     .literals = kTexts<"x-figma-token">,
     .pattern =
         R"((?i)X-Figma-Token["']?\s{0,3}:\s{0,3}["']?([0-9]{4,8}-[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}))",
     .positives = kTexts<"X-Figma-Token: 139"
                         "4-293b69cf-f5a6-61c4-fef1-53be3020950b">,
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
                         "EN = \"RBSEnbjIAYExmn1\"">,
     .negatives = kTexts<"dropbox_TOK"
                         "EN = \"${DROPBOX_TOKEN}\"",
                         "dropbox is a pro"
                         "duct; its key is S8hp5HycEvCluqu">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-dropbox-token",
     .title = "Dropbox token",
     .literals = kTexts<"sl.">,
     .pattern = R"(sl\.(?:u\.)?[0-9A-Za-z_=-]{130,})",
     .bytes_after = 1500,
     .min_entropy = 4,
     .positives = kTexts<
         "sl.K16TdYoBfHqRROMYR_lqA2xfdxqR16Spdo768ewRMDK"
         "7co6gl9e59Wu_RwbP7BPcGVp8zr4fyjiLHnqfISofwVKwQxsdzY108mFZGr9mqNbM7fQL_kFqt_ptiuGOG3Bcx"
         "y7zOYbw">,
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
     .positives = kTexts<"CONTENTFUL_TOKEN = \"A"
                         "Ec_-ma0yrNLJQrSs1CJX-pzmRp8a3L5ZEvXfp57WLc\"">,
     .negatives = kTexts<"contentful_TO"
                         "KEN = \"${CONTENTFUL_TOKEN}\"",
                         "contentful is a product; i"
                         "ts key is 2L8N0EotuFRrWIVp6DiC5A4ZrX8P70Brf2d74pC_hIS">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-contentful-token",
     .title = "Contentful token",
     .literals = kTexts<"cfpat-">,
     .pattern = "CFPAT-[0-9A-Za-z_-]{43}",
     .min_entropy = 3,
     .positives = kTexts<"CFPAT-sTZtZ83raU"
                         "NR9O16IHGm_dD_64EDK53UsvmlKGAYn_m">,
     .negatives = kTexts<"CFPAT-xxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-algolia-key",
     .title = "Algolia key",
     .literals = kTexts<"algolia">,
     .pattern = "[0-9A-Za-z]{32}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"ALGOLIA_TOKEN = "
                         "\"b2d43604273b247fe5c4702d22b32031\"">,
     .negatives = kTexts<"algolia_TOK"
                         "EN = \"${ALGOLIA_TOKEN}\"",
                         "algolia is a product;"
                         " its key is 6bda3e6367f896b756f10ef0e827bb16">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-beamer-token",
     .title = "Beamer token",
     .literals = kTexts<"beamer">,
     .pattern = "b_[0-9A-Za-z=_-]{44}",
     .min_entropy = 2,
     .positives = kTexts<"BEAMER_TOKEN = \"b_9ja"
                         "C91qGvHCqW2kTEPVyLT8N6qcXyF28PV_s9nGwCvJg\"">,
     .negatives = kTexts<"beamer_TOK"
                         "EN = \"${BEAMER_TOKEN}\"",
                         "beamer is a product; its k"
                         "ey is b_VKBtG1BfJAvOo686DqjVR9ykOivj6L409AzRKhHE98d9">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
};

}  // namespace

TokenTable office_formats() {
  return kFormats;
}

}  // namespace mig::secrets
