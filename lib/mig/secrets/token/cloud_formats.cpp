#include "mig/secrets/token/shape.hpp"
#include "mig/secrets/token/structures.hpp"
#include "mig/secrets/token/tables.hpp"
#include "mig/secrets/token/texts.hpp"

namespace mig::secrets {
namespace {

constexpr TokenFormat kFormats[] = {
    {.rule = "secret-google-api-key",
     .title = "Google API key",
     .literals = kTexts<"aiza">,
     .pattern = "(AIza[0-9A-Za-z_-]{35})(?:[^0-9A-Za-z_-]|$)",
     .min_entropy = 3.8,
     .is_valid = shape::is_private_google_key,
     .positives = kTexts<"key=AIzadBTCyt"
                         "ra09Xg_Sysv5hL5C74tP0ougC2toU">,
     .negatives = kTexts<"AIzaxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-google-oauth-secret",
     .title = "Google OAuth client secret",
     .literals = kTexts<"gocspx-">,
     .pattern = "GOCSPX-[0-9A-Za-z_-]{28}",
     .positives = kTexts<"GOCSPX-9yXx"
                         "HfNd4iJUy-6-8QZoeiasfQuk">,
     .negatives = kTexts<"GOCSPX-xxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-google-oauth-secret",
     .title = "Google OAuth client secret",
     .literals = kTexts<"client_secret", "clientsecret", "client-secret">,
     .pattern =
         R"((?i)(?:google[_.-]?)?client[_.-]?secret["']?\s{0,3}(?::=|=>|=|:)\s{0,3}["']([0-9A-Za-z_-]{24})["'])",
     .min_entropy = 3,
     .positives = kTexts<"google_client_se"
                         "cret = 'XaSrx3fahTXcrW1ZIloiu7i4'">,
     .negatives = kTexts<"client"
                         "_secret = 'no'">,
     .confidence = Confidence::low,
     .joins_words = true,
     .may_end_anywhere = true},
    {.rule = "secret-google-oauth-token",
     .title = "Google OAuth token",
     .literals = kTexts<"ya29.">,
     .pattern = R"(ya29\.[0-9A-Za-z_-]{20,})",
     .bytes_after = 1100,
     .min_entropy = 3,
     .positives = kTexts<"ya29.QHKhjtp-dFdmxGv5"
                         "zoOkUd2G4ZUz4W6eYKaoolskFDjGk2UzOdR9Kppwip6E">,
     .negatives = kTexts<"ya29.xxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-google-oauth-token",
     .title = "Google OAuth refresh token",
     .literals = kTexts<"1//0">,
     .pattern = "1//0[0-9A-Za-z_-]{40,120}",
     .min_entropy = 3,
     .positives = kTexts<"1//0ioWDqLqDMKeMGG6eV"
                         "6qTEiHesFMSwzDvTSx-XSktEsrtT3L80_xAwZlMmiCz">,
     .negatives = kTexts<"1//0xxxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-google-oauth-client",
     .title = "Google OAuth client id",
     .literals = kTexts<".apps.googleusercontent.com">,
     .pattern = R"(\d{8,14}-[0-9a-z]{32}\.apps\.googleusercontent\.com)",
     .anchored = false,
     .bytes_before = 50,
     .bytes_after = 0,
     .positives = kTexts<"091092180405-xsr0656c9n9"
                         "wndhzqvw0ikfqdz42nqsi.apps.googleusercontent.com">,
     .negatives = kTexts<"xxxxxxxxxxxx-xxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxx.apps.googleusercontent.com">,
     .confidence = Confidence::low},
    {.rule = "secret-google-storage-key",
     .title = "Google Cloud Storage key",
     .literals = kTexts<"goog1", "goog">,
     .pattern = "GOOG[0-9A-Z]{20,58}",
     .min_entropy = 3.2,
     .is_valid = shape::has_letter_and_digit,
     .positives = kTexts<"GOOG1E7IPGGQQ5A6JG1K"
                         "NY6BEVC5BREH588BKXMJKX9N097A2AH55P02Q2MT1">,
     .negatives = kTexts<"GOOGLE_APP"
                         "LICATION_CREDENTIALS">},
    {.rule = "secret-alibaba-access-key",
     .title = "Alibaba Cloud access key",
     .literals = kTexts<"ltai">,
     .pattern = "LTAI[0-9A-Za-z]{12,20}",
     .min_entropy = 3,
     .positives = kTexts<"LTAIjOyp"
                         "PEcPebwpcvNTJQB7">,
     .negatives = kTexts<"LTAIxxxx"
                         "xxxxxxxxxxxxxxxx">},
    {.rule = "secret-alibaba-access-key",
     .title = "Alibaba Cloud secret key",
     .literals = kTexts<"alibaba", "aliyun", "alicloud">,
     .pattern = "[0-9A-Za-z]{30}",
     .min_entropy = 3,
     .is_valid = shape::has_digit,
     .positives = kTexts<"ALIBABA_TOKEN = "
                         "\"tju5gf3qt7TiHQaiiYJxXn1axNtj87\"">,
     .negatives = kTexts<"alibaba_TOK"
                         "EN = \"${ALIBABA_TOKEN}\"",
                         "alibaba is a product;"
                         " its key is 2Wt66kj4bZcWR0HFw0KPbM1TMAWv26">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-tencent-secret-id",
     .title = "Tencent Cloud secret id",
     .literals = kTexts<"akid">,
     .pattern = "AKID[0-9A-Za-z]{32}",
     .min_entropy = 3.5,
     .positives = kTexts<"AKIDfEAHAq82"
                         "u5x78j3H3DWjuhdqK5YMmFcr">,
     .negatives = kTexts<"AKIDxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-tencent-secret-key",
     .title = "Tencent Cloud secret key",
     .literals = kTexts<"tencent", "tencentcloud", "qcloud">,
     .pattern = "[0-9A-Za-z]{32}",
     .min_entropy = 3,
     .is_valid = shape::is_mixed,
     .positives = kTexts<"TENCENT_TOKEN = "
                         "\"Oh9xjAPVZ5Jd1oD9OYv6JbR9iac7rxrk\"">,
     .negatives = kTexts<"tencent_TOK"
                         "EN = \"${TENCENT_TOKEN}\"",
                         "tencent is a product;"
                         " its key is A9cOn3zLZKlLxkcwkxncjSsnhFgB0IIG">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-huawei-access-key",
     .title = "Huawei Cloud access key",
     .literals = kTexts<"huawei", "huaweicloud">,
     .pattern = "[0-9A-Za-z]{40}|[0-9A-Z]{20}",
     .min_entropy = 3,
     .is_valid = shape::has_digit,
     .positives = kTexts<"HUAWEI_TOKEN = \"Mpb"
                         "pM9XvnLwyaH0Ow2obr6TSvHXFsYffGoaIOZV5\"">,
     .negatives = kTexts<"huawei_TOK"
                         "EN = \"${HUAWEI_TOKEN}\"",
                         "huawei is a product; its"
                         " key is KuJfvv554PFNuUrFRwlxaBRN7uQuUnApLMoI8pPW">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-ibm-cloud-key",
     .title = "IBM Cloud API key",
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
    {.rule = "secret-ibm-cloud-key",
     .title = "IBM Cloud API key",
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
    {.rule = "secret-ibm-cos-key",
     .title = "IBM Cloud Object Storage key",
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
    {.rule = "secret-ibm-cos-key",
     .title = "IBM Cloud Object Storage key id",
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
     .pattern = R"(https?://[\w-]{1,100}:([\w-]{24,64})@[\w-]{1,100}\.cloudant\.com)",
     .anchored = false,
     .bytes_before = 280,
     .bytes_after = 0,
     .positives = kTexts<"https://acct:e056fe9be2f20d1b7a"
                         "e8e6207486c3f9dcc69a852efb0634b03efba47c0789e3@acct.cloudant.com">,
     .negatives = kTexts<"https://"
                         "acct.cloudant.com">},
    {.rule = "secret-softlayer-key",
     .title = "SoftLayer API key",
     .literals = kTexts<"softlayer", "sl_api", "sl-api", "slapi", "sl_key", "sl-key", "sl_apikey">,
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
    {.rule = "secret-yandex-key",
     .title = "Yandex Cloud API key",
     .literals = kTexts<"aqvn">,
     .pattern = "AQVN[0-9A-Za-z_-]{35,38}",
     .min_entropy = 3,
     .positives = kTexts<"AQVNbAb1jtNIO"
                         "VM3WAVY6FBpubKLFB5cwkI0xOI">,
     .negatives = kTexts<"AQVNxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-yandex-key",
     .title = "Yandex Cloud access token",
     .literals = kTexts<"t1.">,
     .pattern = R"(t1\.[0-9A-Za-z_-]+={0,2}\.[0-9A-Za-z_-]{86}={0,2})",
     .min_entropy = 3,
     .positives = kTexts<
         "t1.AhBI3gmKPKPB2yLDpqqF6k7gqW2h_RhKRiAh0gr6."
         "FbIZug4mD3mLOhVzW5Q0d7EfyQGWHDDU1RGd1kVHO-gCO_imKUuz6Sazcxs6o982I9SMP5H14MadC7B-Ad6YGq"
         "==">,
     .negatives = kTexts<
         "t1.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx."
         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
         "==">},
    {.rule = "secret-yandex-key",
     .title = "Yandex Cloud static key",
     .literals = kTexts<"yandex">,
     .pattern = "YC[0-9A-Za-z_-]{38}",
     .min_entropy = 2,
     .positives = kTexts<"YANDEX_TOKEN = \"YCK"
                         "fUKOz9NOg77jWBM8N-pn6FyVmUEyk7nWHvj3S\"">,
     .negatives = kTexts<"yandex_TOK"
                         "EN = \"${YANDEX_TOKEN}\"",
                         "yandex is a product; its"
                         " key is YCLxM2MdHMyivOmwdfsUVzWUcHGxAIvRenJaKpzo">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-yandex-key",
     .title = "Yandex OAuth token",
     .literals = kTexts<"y0_ag", "y0__">,
     .pattern = "y0_{1,2}[0-9A-Za-z_-]{50,60}",
     .min_entropy = 3,
     .positives = kTexts<"y0_Ag1reqisZNfqjuYP"
                         "5qIXjK2PZ3ShI9itFy3IA1FAmQ3H6tWZDUikhIgp">,
     .negatives = kTexts<"y0_Agxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
};

}  // namespace

TokenTable cloud_formats() {
  return kFormats;
}

}  // namespace mig::secrets
