#include "mig/secrets/token/shape.hpp"
#include "mig/secrets/token/structures.hpp"
#include "mig/secrets/token/tables.hpp"
#include "mig/secrets/token/texts.hpp"

namespace mig::secrets {
namespace {

constexpr TokenFormat kFormats[] = {
    {.rule = "secret-azure-storage-key",
     .title = "Azure storage account key",
     .literals = kTexts<"accountkey", "account_key", "account-key">,
     .pattern = R"((?i)Account[_-]?Key["']?\s{0,3}[=:]\s{0,3}["']?([0-9A-Za-z+/]{66,86}={1,2}))",
     .min_entropy = 3,
     .positives =
         kTexts<"AccountName=a;AccountKey=WWzsH0J6aGNi"
                "613d6BRRTrisASUEXbUclmfkm+pElncdh7Z9XW+NFWOc0SLQ3mf2LIU816vozpAREbQKBhoap4==">,
     .negatives = kTexts<"Accou"
                         "ntKey=<key>">,
     .joins_words = true},
    {.rule = "secret-azure-shared-access-key",
     .title = "Azure shared access key",
     .literals = kTexts<"sharedaccesskey", "shared_access_key", "shared-access-key">,
     .pattern =
         R"((?i)Shared[_-]?Access[_-]?Key["']?\s{0,3}[=:]\s{0,3}["']?([0-9A-Za-z+/]{42,43}=))",
     .min_entropy = 3,
     .positives = kTexts<"Endpoint=sb://a.test/;Share"
                         "dAccessKey=qj8Lz9ov6Q6lWOB2raQPXbdqG23LY0HApxAT5lvRpTG=">,
     .negatives = kTexts<"SharedAc"
                         "cessKeyName=root">,
     .joins_words = true},
    // Azure App Configuration secret.
    {.rule = "secret-azure-shared-access-key",
     .title = "Azure shared access key",
     .literals = kTexts<".azconfig.io">,
     .pattern = R"((?i)\.azconfig\.io;Id=[^;\s]{1,};Secret=([0-9A-Za-z+/]{36,90}={0,2}))",
     .min_entropy = 3,
     .positives = kTexts<"https://a.azconfig.io;Id=ab-c"
                         "0-s0:x;Secret=7dkuOh34Ya0HGj1a8QQoqBcxfpnSganX88AD4tek+OZ=">,
     .negatives = kTexts<"https://a.azc"
                         "onfig.io;Id=xxx;Secret=xxx">,
     .joins_words = true},
    // Azure shared access signature.
    {.rule = "secret-azure-shared-access-key",
     .title = "Azure shared access key",
     .literals = kTexts<"sig=">,
     .pattern = "sig=([0-9A-Za-z%+/]{40,66}(?:%3D|=))",
     .min_entropy = 3,
     .positives = kTexts<"https://a.blob.test/c?sv=2022-"
                         "11-02&sr=b&sig=Y7bp19KQ1Sbk3VHrwntGHvLar74xtHm2gye7ourQPJu%3D">,
     .negatives = kTexts<"sig=htJdtNUVJjnM"
                         "4MFfAfDJyHvGnorwBggwaoZY9IuxYCT%3D">,
     .confidence = Confidence::medium,
     .near = "&s"},
    {.rule = "secret-azure-client-secret",
     .title = "Azure AD client secret",
     .literals = kTexts<"0q~", "1q~", "2q~", "3q~", "4q~", "5q~", "6q~", "7q~", "8q~", "9q~">,
     .pattern = R"(([0-9A-Za-z_~.]{3}\dQ~[0-9A-Za-z_~.-]{31,34})(?:[^0-9A-Za-z_~.+/,-]|$))",
     .bytes_before = 3,
     .min_entropy = 3,
     .is_valid = shape::has_digit,
     .positives = kTexts<"client_secret=m5s8"
                         "Q~Lq1rubxrDOpRMSwJaTzzaB997XxFpP3KXQ">,
     .negatives = kTexts<"client_secret=abc8"
                         "Q~xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    // Azure client secret.
    {.rule = "secret-azure-client-secret",
     .title = "Azure AD client secret",
     .literals = kTexts<"azureclientsecret", "azure_client_secret", "azure-client-secret",
                        "azure_ad_client", "azuread", "arm_client_secret">,
     .pattern =
         R"((?i)(?:azure|arm)[_.-]?(?:ad[_.-]?)?client[_.-]?secret["']?\s{0,3}(?::=|=>|=|:)\s{0,3}["']?([0-9A-Za-z_.~-]{34,44}))",
     .bytes_after = 90,
     .min_entropy = 3,
     .positives = kTexts<"AZURE_CLIENT_SECRET ="
                         " \"FngAhmykmQ8vO1QCMRGEdIZG333o2hSrjmOX04rd\"">,
     .negatives = kTexts<"AZURE_CLI"
                         "ENT_SECRET = $SECRET">,
     .joins_words = true},
    {.rule = "secret-azure-identity",
     .title = "Azure tenant or client id",
     .literals = kTexts<"azure_tenant", "azure-tenant", "azuretenant", "ad_tenant", "arm_tenant",
                        "azure_client", "azure-client", "azureclient", "arm_client",
                        "azure_subscription", "arm_subscription">,
     .pattern =
         R"((?i)(?:azure|ad|arm)[_.-]?(?:tenant|client|subscription)[_.-]?id["']?\s{0,3}(?::=|=>|=|:)\s{0,3}["']?([0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}))",
     .min_entropy = 3,
     .positives = kTexts<"AZURE_TENANT_ID=7"
                         "80c138b-9e44-f6a3-da46-5d6afe98613c">,
     .negatives = kTexts<"AZURE_"
                         "TENANT_ID=$ID">,
     .confidence = Confidence::low,
     .joins_words = true},
    {.rule = "secret-azure-devops-token",
     .title = "Azure DevOps token",
     .literals = kTexts<"azdo">,
     .pattern = "[0-9A-Za-z]{76}AZDO[0-9A-Za-z]{4}",
     .bytes_before = 76,
     .positives = kTexts<"ooCsxWjP6hifR3K9H5rXADLeXyw9"
                         "qdM0XUnO8OFaPTBsrBAHVbPsQUxsuxW9SLLYToZav97jlYN7AZDOceOF">,
     .negatives = kTexts<"V1WgHTkMFHhR6zEyv0MwPH"
                         "ebk7jIAQ2VPVKPZt9F4bhx5pjrbO0KNP3uvUQUAZDOcNjA">},
    {.rule = "secret-azure-devops-token",
     .title = "Azure DevOps token",
     .literals = kTexts<"personalaccesstoken", "azure_devops", "devops_pat", "ado_pat", "azdo_pat",
                        "token">,
     .pattern = "[a-z0-9]{52}",
     .min_entropy = 3.5,
     .is_valid = shape::has_digit,
     .positives = kTexts<"PERSONALACCESSTOKEN_TOKEN ="
                         " \"qzczok4kqgnw5prpfy3ehiylbqvgbjfkdiqkejsxqamy7qbkep7q\"">,
     .negatives = kTexts<"personalaccesstoken"
                         "_TOKEN = \"${PERSONALACCESSTOKEN_TOKEN}\"",
                         "personalaccesstoken is a product"
                         "; its key is qzczok4kqgnw5prpfy3ehiylbqvgbjfkdiqkejsxqamy7qbkep7q">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-azure-service-key",
     .title = "key of an Azure service",
     .literals = kTexts<"jqqj99">,
     .pattern = "[0-9A-Za-z]{52}JQQJ99[0-9A-Za-z]{18}(?:ACOG|AZDO|AIAC|ACGm|AAAB|[0-9A-Z]{4})[0-9A-"
                "Za-z]{4}",
     .bytes_before = 52,
     .positives = kTexts<"2vw0QZqnLkSTjFbkfWLW51JHkE2I"
                         "n1jPGRhNCxXBWoz0nsn9NqmjJQQJ99vliRj2awt8VWpq4UbnACOGzw3H">,
     .negatives = kTexts<"Q5xavs9Bgh1GCC"
                         "nPlz2WJQQJ998rlH6MLk5gMJQgDTBe">},
    {.rule = "secret-azure-service-key",
     .title = "key of an Azure service",
     .literals = kTexts<"azsea", "azfu", "+acr", "+asb", "+aeh", "aiot", "abaa", "+abm">,
     .pattern =
         R"([0-9A-Za-z+/]{30,80}(?:AzSeA[0-9A-Za-z+/]{5}|AzFu[0-9A-Za-z+/]{5}|\+ACR[0-9A-Za-z+/]{6}|\+ASb[0-9A-Za-z+/]{6}|\+AEh[0-9A-Za-z+/]{6}|AIoT[0-9A-Za-z+/]{5}|\+ABa[0-9A-Za-z+/]{6})={0,2})",
     .anchored = false,
     .bytes_before = 80,
     .bytes_after = 14,
     .positives = kTexts<"key nfCoSlX6yW8dyc"
                         "moTAhsbyEBiXmW5fnFdodOkgt0tYAzSeAmmY9m">,
     .negatives = kTexts<"AzSeAbc">},
    // Azure function key.
    {.rule = "secret-azure-service-key",
     .title = "key of an Azure service",
     .literals = kTexts<"azurewebsites.net">,
     .pattern = R"((?i)azurewebsites\.net/api/[^\s"\'<>]{0,}[?&]code=([0-9A-Za-z_/=%-]{40,80}))",
     .positives = kTexts<"https://f.azurewebsites.net/api/"
                         "run?code=7Xr47GzsUgObnDEvOcuCx6Qb2kkRlyZIQdaYVSOlInoPLBJp24Y4Jh==">,
     .negatives = kTexts<"https://f.a"
                         "zurewebsites.net/api/run">,
     .joins_words = true},
};

}  // namespace

TokenTable azure_formats() {
  return kFormats;
}

}  // namespace mig::secrets
