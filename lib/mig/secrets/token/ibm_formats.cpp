#include "mig/secrets/token/shape.hpp"
#include "mig/secrets/token/structures.hpp"
#include "mig/secrets/token/tables.hpp"
#include "mig/secrets/token/texts.hpp"

namespace mig::secrets {
namespace {

constexpr TokenFormat kFormats[] = {
    // IBM Cloud API key.
    {.rule = "secret-ibm-cloud-key",
     .title = "IBM Cloud key",
     .literals =
         kTexts<"ibm_", "ibm-", "ibmcloud", "cloud_iam", "cloud-iam", "iam_api", "iam-api",
                "iam_pass", "iam-pass", "ibmkey", "cloud-api", "cloud_api", "ibmcl", "iamapikey">,
     .pattern = "[0-9A-Za-z_-]{44}",
     .min_entropy = 3,
     .positives = kTexts<"IBM__TOKEN = \"Dc6IO"
                         "ow8qEkeFT8z3Rk5uwMwnpysbAL1Udz6bGNCVqfD\"">,
     .negatives = kTexts<"ibm__TOKE"
                         "N = \"${IBM__TOKEN}\"",
                         "ibm_ is a product; its k"
                         "ey is tryIwLgemWMiNNWdt3u1xa-V1d25zcfkLXZjMqlrbTrZ">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    // IBM Cloud API key.
    {.rule = "secret-ibm-cloud-key",
     .title = "IBM Cloud key",
     .literals = kTexts<"apikey", "api_key", "api-key">,
     .pattern =
         R"((?i)api[_-]?key["']?\s{0,3}(?::=|=>|=|:)\s{0,3}["']?([0-9A-Za-z_-]{44})(?:[^0-9A-Za-z_.=/+-]|$))",
     .min_entropy = 3,
     .positives = kTexts<"apikey: YTPjOFDc2"
                         "9kKXKqsbW-0jeMC-ZPYp-43MGP3lgdtLDmF">,
     .negatives = kTexts<"apik"
                         "ey: short">,
     .confidence = Confidence::medium,
     .joins_words = true},
    // IBM Cloud Object Storage key.
    {.rule = "secret-ibm-cloud-key",
     .title = "IBM Cloud key",
     .literals =
         kTexts<"secret_access_key", "secret_key", "secret-access-key", "secretkey", "cos_hmac">,
     .pattern = "[0-9a-f]{48}",
     .min_entropy = 3,
     .positives = kTexts<"SECRET_ACCESS_KEY_TOKEN ="
                         " \"4b9112ef348e7b912c30e761d5f36ea867e2514b78bc25d8\"">,
     .negatives = kTexts<"secret_access_key_"
                         "TOKEN = \"${SECRET_ACCESS_KEY_TOKEN}\"",
                         "secret_access_key is a product"
                         "; its key is 3a22528db7ab64e548409671a3e458e648affa3ac34e949e">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    // IBM Cloud Object Storage key id.
    {.rule = "secret-ibm-cloud-key",
     .title = "IBM Cloud key",
     .literals = kTexts<"access_key", "access-key", "access_id", "access-id", "key_id", "key-id">,
     .pattern =
         R"((?i)(?:access[_-]key(?:[_-]id)?|access[_-]id|key[_-]id)["']?\]?\s{0,3}(?::=|=>|=|:)\s{0,3}["']?([0-9a-f]{32})(?:[^0-9A-Za-z_]|$))",
     .min_entropy = 3,
     .positives = kTexts<"access_key_id = "
                         "1ceb21ce21f9aadac4a4594ceeebe362">,
     .negatives = kTexts<"access"
                         "_key_id = 12">,
     .confidence = Confidence::low,
     .joins_words = true},
    {.rule = "secret-cloudant-password",
     .title = "IBM Cloudant password",
     .literals =
         kTexts<"cloudant", "clou_", "cl_pass", "cl_pw", "cl_key", "cl-key", "cl_api", "cl-api">,
     .pattern = "[0-9a-f]{64}|[a-z]{24}",
     .min_entropy = 2.5,
     .positives = kTexts<"CLOUDANT_TOKEN = \"817f3c3e0"
                         "a2c579afa463f390e577e58f395cbf675a596333b1494b5c38cbd5e\"">,
     .negatives = kTexts<"cloudant_TOK"
                         "EN = \"${CLOUDANT_TOKEN}\"",
                         "cloudant is a product; its key i"
                         "s 62e1f0dde0ef4f84764bb5ee46d19fe911aee1f0bed9825186a24c6c9b77a39d">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-cloudant-password",
     .title = "IBM Cloudant password",
     .literals = kTexts<".cloudant.com">,
     .pattern = R"(https?://[\w-]{1,}:([\w-]{24,64})@[\w-]{1,}\.cloudant\.com)",
     .anchored = false,
     .bytes_before = 280,
     .bytes_after = 0,
     .positives = kTexts<"https://acct:e056fe9be2f20d1b7a"
                         "e8e6207486c3f9dcc69a852efb0634b03efba47c0789e3@acct.cloudant.com">,
     .negatives = kTexts<"https://"
                         "acct.cloudant.com">},
    {.rule = "secret-softlayer-key",
     .title = "SoftLayer API key",
     .literals = kTexts<"softlayer", "sl_pass", "sl-pass", "sl_api", "sl-api", "slapi", "sl_key",
                        "sl-key", "sl_apikey">,
     .pattern = "[0-9a-z]{64}",
     .min_entropy = 2.5,
     .positives = kTexts<"SOFTLAYER_TOKEN = \"91b290afb"
                         "a08086a3961b782b121f80e72a08d756b361d6f0b5a3bcec76fcad2\"">,
     .negatives = kTexts<"softlayer_TO"
                         "KEN = \"${SOFTLAYER_TOKEN}\"",
                         "softlayer is a product; its key i"
                         "s 11a6cf72eae2de84224119823a5c677d9311c842ea99c2cdd2a6794c040d8229">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-softlayer-key",
     .title = "SoftLayer API key",
     .literals = kTexts<"api.softlayer.com">,
     .pattern = R"((?i)api\.softlayer\.com/soap/v[\d.]{1,5}/([0-9a-z]{64}))",
     .positives = kTexts<"http://api.softlayer.com/soap/v3"
                         "/7f25f853d812f86494f8c108e84d26a2a065795215bac28da5bc5ac194b98406">,
     .negatives = kTexts<"http://api."
                         "softlayer.com/soap/v3/">,
     .joins_words = true},
};

}  // namespace

TokenTable ibm_formats() {
  return kFormats;
}

}  // namespace mig::secrets
