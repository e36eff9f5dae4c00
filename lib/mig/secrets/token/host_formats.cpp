#include "mig/secrets/token/shape.hpp"
#include "mig/secrets/token/structures.hpp"
#include "mig/secrets/token/tables.hpp"
#include "mig/secrets/token/texts.hpp"

namespace mig::secrets {
namespace {

constexpr TokenFormat kFormats[] = {
    {.rule = "secret-digitalocean-token",
     .title = "DigitalOcean token",
     .literals = kTexts<"dop_v1_", "doo_v1_", "dor_v1_">,
     .pattern = "do[opr]_v1_[0-9a-f]{64}",
     .min_entropy = 3,
     .positives = kTexts<"dop_v1_8c62d956c0fa899f"
                         "741a92fb80e777cacebadaf02da5ea42e019c8ecb1db3602",
                         "doo_v1_c04e620628bc6b69"
                         "5061d4ae56b87ca560517df28ef367bad008409b8d607877">,
     .negatives = kTexts<"dop_v1_xxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    // DigitalOcean Spaces key.
    {.rule = "secret-digitalocean-token",
     .title = "DigitalOcean token",
     .literals = kTexts<"do00", "do80">,
     .pattern = "DO(?:00|80)[0-9A-Z]{16}",
     .min_entropy = 3,
     .positives = kTexts<"DO004F"
                         "3M17WRQADX9YG6">,
     .negatives = kTexts<"DO00xx"
                         "xxxxxxxxxxxxxx">},
    {.rule = "secret-heroku-key",
     .title = "Heroku API key",
     .literals = kTexts<"heroku">,
     .pattern = "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}",
     .min_entropy = 2,
     .positives = kTexts<"HEROKU_TOKEN = \"a"
                         "5eba96f-26d2-e70c-e38f-48777538a11e\"">,
     .negatives = kTexts<"heroku_TOK"
                         "EN = \"${HEROKU_TOKEN}\"",
                         "heroku is a product; i"
                         "ts key is 5cacdc1e-65e1-22a7-3e14-c0389d1b7ce4">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-heroku-key",
     .title = "Heroku API key",
     .literals = kTexts<"hrku-">,
     .pattern = "HRKU-(?:AA[0-9A-Za-z_-]{58}|[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-"
                "f]{4}-[0-9A-Fa-f]{12})",
     .min_entropy = 3.5,
     .positives = kTexts<"HRKU-AAHzaV6N04M-N0pF"
                         "RyzDlSFEHmSHhu5YeX4x1UUGScgNPTXCS0hmc9QA5HA4">,
     .negatives = kTexts<"HRKU-AAxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-flyio-token",
     .title = "Fly.io token",
     .literals = kTexts<"fo1_", "fm1a_", "fm1r_", "fm2_">,
     .pattern = "(?:fo1_[0-9A-Za-z_-]{43}|fm1[ar]_[0-9A-Za-z+/]{100,}={0,3}|fm2_[0-9A-Za-z+/"
                "]{100,}={0,3})",
     .bytes_after = 1500,
     .min_entropy = 3.5,
     .positives = kTexts<
         "fo1_IulzUbhIqpS"
         "SWzQHnoi6LqOEenb7r49NDSiKGkgxH-I",
         "fm2_KK5AEt0pIMV78Jdt6DAYTMGzPaQyXOaNUx1bOVkrpm9n"
         "x00QDd5visOCiARsHhjHCFWrp9WubWVIrLyQo3LV24FpCwbrAVDuIUhfpDFBQ1hemRj5RZDvKm6AeqKzH8cPhr"
         "yZhPPKzN3q">,
     .negatives = kTexts<"fo1_xxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-vercel-token",
     .title = "Vercel token",
     .literals = kTexts<"vcp_", "vci_", "vca_", "vcr_", "vck_">,
     .pattern = "vc[pircak]_[0-9A-Za-z]{24,60}",
     .min_entropy = 3,
     .positives = kTexts<"vcp_jDggHSSQ9N"
                         "oDe9uAce5BNHw4rMVGq0PUaa6Eg5g1">,
     .negatives = kTexts<"vcp_xxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-vercel-token",
     .title = "Vercel token",
     .literals = kTexts<"vercel">,
     .pattern = "[0-9A-Za-z]{24}",
     .min_entropy = 3,
     .is_valid = shape::is_mixed,
     .positives = kTexts<"VERCEL_TOKEN "
                         "= \"b6ryKZdlX0xCj8SpN6H0qJZo\"">,
     .negatives = kTexts<"vercel_TOK"
                         "EN = \"${VERCEL_TOKEN}\"",
                         "vercel is a produc"
                         "t; its key is TPC8sKDkS2eNrGKq9OzpI1O9">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-netlify-token",
     .title = "Netlify token",
     .literals = kTexts<"netlify">,
     .pattern = "[0-9A-Za-z=_-]{40,46}",
     .min_entropy = 3,
     .is_valid = shape::has_digit,
     .positives = kTexts<"NETLIFY_TOKEN = \"Qbx"
                         "kzEle36TVTBf0M9fyfd3Dhqa9duOD2yTNMs1Xmp4\"">,
     .negatives = kTexts<"netlify_TOK"
                         "EN = \"${NETLIFY_TOKEN}\"",
                         "netlify is a product; its"
                         " key is H4DY51nvyDRSiYvL1p89tgjOOJCpGDHHaxH3jn89k41">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-netlify-token",
     .title = "Netlify token",
     .literals = kTexts<"nfp_", "nfc_", "nfo_", "nfb_", "nfu_">,
     .pattern = "nf[pcobu]_[0-9A-Za-z_]{36}",
     .min_entropy = 3,
     .positives = kTexts<"nfp_ZNlDVH0YK"
                         "8vpJjR2xDlpZwwXXHh8LIYJHIJN">,
     .negatives = kTexts<"nfp_xxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-render-key",
     .title = "Render API key",
     .literals = kTexts<"rnd_">,
     .pattern = "rnd_[0-9A-Za-z]{28,40}",
     .min_entropy = 3,
     .positives = kTexts<"rnd_LHa1dzeB"
                         "YcjLTGql8BX5ypa5EvMq9sMd">,
     .negatives = kTexts<"rnd_xxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-railway-token",
     .title = "Railway token",
     .literals = kTexts<"railway">,
     .pattern = "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}",
     .min_entropy = 2,
     .positives = kTexts<"RAILWAY_TOKEN = \"e"
                         "6e6d143-fbd8-e21f-02f5-9bec53d0bae3\"">,
     .negatives = kTexts<"railway_TOK"
                         "EN = \"${RAILWAY_TOKEN}\"",
                         "railway is a product; i"
                         "ts key is 7ef992b4-a12e-87fb-94b2-36b1a66c7868">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-supabase-key",
     .title = "Supabase key",
     .literals = kTexts<"sbp_", "sb_secret_", "sb_publishable_">,
     .pattern = "(?:sbp_[0-9a-f]{40}|sb_secret_[0-9A-Za-z_-]{30,40}|sbp_oauth_[0-9a-f]{40})",
     .min_entropy = 3,
     .positives = kTexts<"sbp_f4b893a370"
                         "5f4417795f3508ae5c6873e5f1f069",
                         "sb_secret_ENa"
                         "9wFm5lYmOcU1GNOp4ONXmsKZoKRB">,
     .negatives = kTexts<"sbp_xxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-neon-key",
     .title = "Neon API key",
     .literals = kTexts<"napi_">,
     .pattern = "napi_[0-9a-z]{60,70}",
     .min_entropy = 3,
     .positives = kTexts<"napi_l4riuoloo6q4fcuusc"
                         "xjelzi55qj6089q3javw7seyq11pk1pmxa5vwxjjobbbk1">,
     .negatives = kTexts<"napi_xxxxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-planetscale-token",
     .title = "PlanetScale token",
     .literals = kTexts<"pscale_tkn_", "pscale_oauth_", "pscale_pw_">,
     .pattern = "pscale_(?:tkn|oauth|pw)_[0-9A-Za-z_=.-]{32,64}",
     .min_entropy = 3,
     .positives = kTexts<"pscale_tkn_pcpsAk"
                         "p6yh_hiVONDD1r_XGRVkkVyTsOKlrHT5Wl",
                         "pscale_pw_hJ8I0D"
                         "x-TTSmZHTtODTrFxFyU3jxH5As2sy_5atD">,
     .negatives = kTexts<"pscale_tkn_xxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-databricks-token",
     .title = "Databricks token",
     .literals = kTexts<"dapi">,
     .pattern = R"(dapi[0-9A-Fa-f]{32}(?:-\d)?)",
     .min_entropy = 2.5,
     .positives = kTexts<"dapib43e6041"
                         "aaebade3010aa7d3698ec736",
                         "dapide3983d6"
                         "a7e6a5760db3650dfaba6e34-2">,
     .negatives = kTexts<"mydapi362a81"
                         "00c094836f7b6616e5d53573f1",
                         "dapi982374b6"
                         "88904944d5eff8161b734c3727">},
    {.rule = "secret-clickhouse-key",
     .title = "ClickHouse Cloud key",
     .literals = kTexts<"4b1d">,
     .pattern = "4b1d[0-9A-Za-z]{38}",
     .min_entropy = 3,
     .positives = kTexts<"4b1dHIQqqQ1yD9"
                         "MjlckiFTbPNEN7lABZ9Bly5ZJePb">,
     .negatives = kTexts<"4b1dxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
};

}  // namespace

TokenTable host_formats() {
  return kFormats;
}

}  // namespace mig::secrets
