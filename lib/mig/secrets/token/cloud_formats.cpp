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
    // Google OAuth client secret.
    {.rule = "secret-google-oauth-secret",
     .title = "Google OAuth secret",
     .literals = kTexts<"gocspx-">,
     .pattern = "GOCSPX-[0-9A-Za-z_-]{28}",
     .positives = kTexts<"GOCSPX-9yXx"
                         "HfNd4iJUy-6-8QZoeiasfQuk">,
     .negatives = kTexts<"GOCSPX-xxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxx">},
    // Google OAuth client secret.
    {.rule = "secret-google-oauth-secret",
     .title = "Google OAuth secret",
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
    // Google OAuth token.
    {.rule = "secret-google-oauth-secret",
     .title = "Google OAuth secret",
     .literals = kTexts<"ya29.">,
     .pattern = R"(ya29\.[0-9A-Za-z_-]{20,})",
     .bytes_after = 1100,
     .min_entropy = 3,
     .positives = kTexts<"ya29.QHKhjtp-dFdmxGv5"
                         "zoOkUd2G4ZUz4W6eYKaoolskFDjGk2UzOdR9Kppwip6E">,
     .negatives = kTexts<"ya29.xxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    // Google OAuth refresh token.
    {.rule = "secret-google-oauth-secret",
     .title = "Google OAuth secret",
     .literals = kTexts<"1//0">,
     .pattern = "1//0[0-9A-Za-z_-]{40,}",
     .min_entropy = 3,
     .positives = kTexts<"1//0ioWDqLqDMKeMGG6eV"
                         "6qTEiHesFMSwzDvTSx-XSktEsrtT3L80_xAwZlMmiCz">,
     .negatives = kTexts<"1//0xxxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    // Google OAuth client id.
    {.rule = "secret-google-oauth-secret",
     .title = "Google OAuth secret",
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
    // Alibaba Cloud access key.
    {.rule = "secret-alibaba-access-key",
     .title = "Alibaba Cloud key",
     .literals = kTexts<"ltai">,
     .pattern = "LTAI[0-9A-Za-z]{12,20}",
     .min_entropy = 3,
     .positives = kTexts<"LTAIjOyp"
                         "PEcPebwpcvNTJQB7">,
     .negatives = kTexts<"LTAIxxxx"
                         "xxxxxxxxxxxxxxxx">},
    // Alibaba Cloud secret key.
    {.rule = "secret-alibaba-access-key",
     .title = "Alibaba Cloud key",
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
    // Tencent Cloud secret id.
    {.rule = "secret-tencent-key",
     .title = "Tencent Cloud key",
     .literals = kTexts<"akid">,
     .pattern = "AKID[0-9A-Za-z]{32}",
     .min_entropy = 3.5,
     .positives = kTexts<"AKIDfEAHAq82"
                         "u5x78j3H3DWjuhdqK5YMmFcr">,
     .negatives = kTexts<"AKIDxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxx">},
    // Tencent Cloud secret key.
    {.rule = "secret-tencent-key",
     .title = "Tencent Cloud key",
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
    // Yandex Cloud API key.
    {.rule = "secret-yandex-key",
     .title = "Yandex Cloud key",
     .literals = kTexts<"aqvn">,
     .pattern = "AQVN[0-9A-Za-z_-]{35,38}",
     .min_entropy = 3,
     .positives = kTexts<"AQVNbAb1jtNIO"
                         "VM3WAVY6FBpubKLFB5cwkI0xOI">,
     .negatives = kTexts<"AQVNxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxx">},
    // Yandex Cloud access token.
    {.rule = "secret-yandex-key",
     .title = "Yandex Cloud key",
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
    // Yandex Cloud static key.
    {.rule = "secret-yandex-key",
     .title = "Yandex Cloud key",
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
    // Yandex OAuth token.
    {.rule = "secret-yandex-key",
     .title = "Yandex Cloud key",
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
