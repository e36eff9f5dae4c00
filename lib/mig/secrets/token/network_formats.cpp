#include "mig/secrets/token/shape.hpp"
#include "mig/secrets/token/structures.hpp"
#include "mig/secrets/token/tables.hpp"
#include "mig/secrets/token/texts.hpp"

namespace mig::secrets {
namespace {

constexpr TokenFormat kFormats[] = {
    {.rule = "secret-cloudflare-token",
     .title = "Cloudflare token",
     .literals = kTexts<"cfat_", "cfut_", "cfk_">,
     .pattern = "cf(?:at|ut|k)_[0-9A-Za-z]{40}[0-9a-f]{8}",
     .min_entropy = 3,
     .positives = kTexts<"cfat_CN4A6fyOtwBc"
                         "Yznnes5jchUm6Q6PwZ4TxiIIUd67b5898780">,
     .negatives = kTexts<"xcfat_GGJKlZReYZtg"
                         "7QkyCwIfXf8xr9F0vd8Fjm1X0xvr380c0b27">,
     .is_checked = shape::has_cloudflare_checksum},
    // Cloudflare API key.
    {.rule = "secret-cloudflare-token",
     .title = "Cloudflare token",
     .literals = kTexts<"cloudflare", "cf_api", "cf-api">,
     .pattern = "[0-9A-Za-z_-]{40}|[0-9a-f]{37}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"CLOUDFLARE_TOKEN = \""
                         "zmSlCpzchgWh1sRHzAl3b8hFdpPAKJtbUsC3MQ3v\"",
                         "\"cloudflare_token\":"
                         " \"1c7c224cc21c6b3227e650c964937d210b86c\"">,
     .negatives = kTexts<"cloudflare_TO"
                         "KEN = \"${CLOUDFLARE_TOKEN}\"",
                         "cloudflare is a product; "
                         "its key is 4hoCW79iQWIwT3r5YhfOzxEktwXgfNfkKdSAPF8q">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    // Cloudflare Origin CA key.
    {.rule = "secret-cloudflare-token",
     .title = "Cloudflare token",
     .literals = kTexts<"v1.0-">,
     .pattern = R"(v1\.0-[0-9a-f]{24}-[0-9a-f]{146})",
     .min_entropy = 2,
     .positives = kTexts<
         "v1.0-c0bc6ad8e96ccae3c61efcd3-301d4dacb7ebabd82bcec5527af6"
         "ff9f78219ab26b1184ca89e3e8ca08f65e8bbc4c2846b1771cfaa221ef19b4d92b5a26459d9a20dafc70ad"
         "facb2713b0b64cfc0e0fea6741b405e1">,
     .negatives = kTexts<
         "v1.0-xxxxxxxxxxxxxxxxxxxxxxxx-xxxxxxxxxxxxxxxxxxxxxxxxxxxx"
         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-fastly-token",
     .title = "Fastly token",
     .literals = kTexts<"fastly">,
     .pattern = "[0-9A-Za-z=_-]{32}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"FASTLY_TOKEN = \""
                         "1kJMVg16Un0HvLTyjCLDnk3if7430YrI\"">,
     .negatives = kTexts<"fastly_TOK"
                         "EN = \"${FASTLY_TOKEN}\"",
                         "fastly is a product; "
                         "its key is zG60F8O7pfTx91pc53Jj1sylxf1KGZwG">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-akamai-token",
     .title = "Akamai token",
     .literals = kTexts<"akab-">,
     .pattern = "akab-[0-9a-z]{16}-[0-9a-z]{16}",
     .min_entropy = 3,
     .positives = kTexts<"akab-4cpp8j1"
                         "vrml7df9o-9mre6lfna1tif393">,
     .negatives = kTexts<"akab-xxxxxxx"
                         "xxxxxxxxx-xxxxxxxxxxxxxxxx">},
    {.rule = "secret-linode-token",
     .title = "Linode token",
     .literals = kTexts<"linode">,
     .pattern = "[0-9a-f]{64}",
     .min_entropy = 2,
     .positives = kTexts<"LINODE_TOKEN = \"42bd40e40e4"
                         "c25c8b02b32ead177d9423a78538f92e491792c06f46f15fd9832\"">,
     .negatives = kTexts<"linode_TOK"
                         "EN = \"${LINODE_TOKEN}\"",
                         "linode is a product; its key is "
                         "25559f8a874674ad94ce5327c975bc02bf17dc11ea3162db0e5578b762ff9c4d">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-hetzner-token",
     .title = "Hetzner token",
     .literals = kTexts<"hcloud", "hetzner">,
     .pattern = "[0-9A-Za-z]{64}",
     .min_entropy = 2,
     .positives = kTexts<"HCLOUD_TOKEN = \"QQR0JDkVw0F"
                         "azeA1WnctM2IGsU8ZIgwTnfjKsouD2SjqcQtOCPZ470XRsinTbfQN\"">,
     .negatives = kTexts<"hcloud_TOK"
                         "EN = \"${HCLOUD_TOKEN}\"",
                         "hcloud is a product; its key is "
                         "eC9wCn3IIfOLjtgF2hL5vtavvu2jv35yZRWPbVqjGxwJfXJtnIPWcOjj9PVj7eoL">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-vultr-key",
     .title = "Vultr API key",
     .literals = kTexts<"vultr">,
     .pattern = "[0-9A-Z]{36}",
     .min_entropy = 2,
     .positives = kTexts<"VULTR_TOKEN = \"83"
                         "E0ZER6THMZMNLIX2OY2Q2V5QGEX234NINO\"">,
     .negatives = kTexts<"vultr_TOKE"
                         "N = \"${VULTR_TOKEN}\"",
                         "vultr is a product; it"
                         "s key is ASB01JI0DE72DH2Q599P2VNGGD9S4KTZTZ9X">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    // Scaleway access key.
    {.rule = "secret-scaleway-key",
     .title = "Scaleway key",
     .literals = kTexts<"scw">,
     .pattern = "SCW[0-9A-Z]{17}",
     .min_entropy = 3,
     .is_valid = shape::has_digit,
     .positives = kTexts<"SCW5NP"
                         "ZBLKSM3LY0SITD">,
     .negatives = kTexts<"SCWxxx"
                         "xxxxxxxxxxxxxx">},
    // Scaleway secret key.
    {.rule = "secret-scaleway-key",
     .title = "Scaleway key",
     .literals = kTexts<"scw_secret", "scaleway">,
     .pattern = "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}",
     .min_entropy = 2,
     .positives = kTexts<"SCW_SECRET_TOKEN = "
                         "\"3ca88d33-554e-f6a9-69da-85ccf99487ff\"">,
     .negatives = kTexts<"scw_secret_TO"
                         "KEN = \"${SCW_SECRET_TOKEN}\"",
                         "scw_secret is a product;"
                         " its key is 99079642-7103-0885-5099-e099db2fd12b">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-exoscale-key",
     .title = "Exoscale key",
     .literals = kTexts<"exo">,
     .pattern = "EXO[0-9a-f]{24,26}",
     .min_entropy = 3,
     .positives = kTexts<"EXO50db56"
                         "0b2126c1e9166ddb9c">,
     .negatives = kTexts<"EXOxxxxxx"
                         "xxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-ovh-key",
     .title = "OVHcloud key",
     .literals = kTexts<"ovh_", "ovh-">,
     .pattern = "[0-9A-Za-z]{32}|[0-9A-Za-z]{16}",
     .min_entropy = 2,
     .is_valid = shape::is_mixed,
     .positives = kTexts<"OVH__TOKEN = \"7"
                         "3FJfereUrdKDtVXTKLtfyFF8lp7K86c\"">,
     .negatives = kTexts<"ovh__TOKE"
                         "N = \"${OVH__TOKEN}\"",
                         "ovh_ is a product; i"
                         "ts key is 3XEXT9bysTNMgOieUogjTAUzYqTf6e3h">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-scalingo-token",
     .title = "Scalingo token",
     .literals = kTexts<"tk-us-">,
     .pattern = "tk-us-[0-9A-Za-z_-]{48}",
     .min_entropy = 2,
     .positives = kTexts<"tk-us-rWU10_-DlWds"
                         "32FD8VCT3B6xWAmPlSbw12YNs2msdFbOXLre">,
     .negatives = kTexts<"tk-us-xxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-tailscale-key",
     .title = "Tailscale key",
     .literals = kTexts<"tskey-">,
     .pattern = "tskey-[a-z]{2,12}-[0-9A-Za-z]{10,18}-[0-9A-Za-z]{20,40}",
     .positives = kTexts<"tskey-auth-XvYo9"
                         "wsUQyui-lgI3jGimzZr6HxYCqeJPO3Qo">,
     .negatives = kTexts<"xtskey-auth-KC8d"
                         "aYPeOy6z-R4XtBRTEdMNz09LLmqcrlgk2",
                         "tskey-foo">},
    {.rule = "secret-tailscale-key",
     .title = "Tailscale key",
     .literals = kTexts<"tskey-">,
     .pattern = "tskey-[0-9A-Za-z]{10,18}-[0-9A-Za-z]{20,40}",
     .min_entropy = 3,
     .positives = kTexts<"tskey-ywmjkV8s"
                         "kLvY-grLDgw1xI1OquqSxMNTsEPVb">,
     .negatives = kTexts<"tskey-foo">},
    {.rule = "secret-ngrok-token",
     .title = "ngrok token",
     .literals = kTexts<"ngrok">,
     .pattern = "[0-9A-Za-z]{27,36}_[0-9A-Za-z]{21}",
     .min_entropy = 2,
     .positives = kTexts<"NGROK_TOKEN = \"9RkS9h"
                         "7VXzm5wtsfxyFkeJPRWa0_25Wt7yF8QUBg3jVWPkV9P\"">,
     .negatives = kTexts<"ngrok_TOKE"
                         "N = \"${NGROK_TOKEN}\"",
                         "ngrok is a product; its ke"
                         "y is zw5rAFt7ircWlUM6u3OVjiyhtsu_eXjtEpqm61hU1x1wQKgBy">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-defined-networking-token",
     .title = "Defined Networking token",
     .literals = kTexts<"dnkey-">,
     .pattern = "dnkey-[0-9A-Za-z=_-]{26}-[0-9A-Za-z=_-]{52}",
     .positives = kTexts<"dnkey-kh3wYk5XreZl_xJeFJNx9x"
                         "g8i3-MVHAqooPC5IKl_HyJFkktIk1dis2TTxy2KX_19rzqy2FTqlR5u0M">,
     .negatives = kTexts<"dnkey-xxxxxxxxxxxxxxxxxxxxxx"
                         "xxxx-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-cisco-meraki-key",
     .title = "Cisco Meraki key",
     .literals = kTexts<"meraki">,
     .pattern = "[0-9a-f]{40}",
     .min_entropy = 3,
     .positives = kTexts<"MERAKI_TOKEN = \"da5"
                         "00fdfc85f115b15e890c5daf84fc1fcd1617d\"">,
     .negatives = kTexts<"meraki: aaaaaaaa"
                         "aa1111111111bbbbbbbbbb2222222222",
                         "CameraKit: ebda41"
                         "a5eefb213e484e27b511f9e804f7d48ae3">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium,
     .keeps_case = true},
    {.rule = "secret-openshift-token",
     .title = "OpenShift token",
     .literals = kTexts<"sha256~">,
     .pattern = "sha256~[0-9A-Za-z_-]{43}",
     .min_entropy = 3.5,
     .positives = kTexts<"sha256~Ye154h7b4"
                         "Gy2oLhJoQD2lltj1L_XpTgPf2tvt8icgmX">,
     .negatives = kTexts<"sha256~xxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-truenas-key",
     .title = "TrueNAS API key",
     .literals = kTexts<"login_with_api_key">,
     .pattern =
         R"~(login_with_api_key["']\s{0,3},\s{0,3}"params"\s{0,3}:\s{0,3}\[\s{0,20}"(\d{1,4}-[0-9A-Za-z]{64})")~",
     .positives =
         kTexts<"\"method\":\"auth.login_with_api_key\", \"p"
                "arams\":[\"8-p90UWM0YnsDWtptckpHefRkg7G30NpdSmNS3xzhrdA9SQtlu3QA9lHEc0dZhfc99\"]">,
     .negatives = kTexts<"\"method\":\"auth."
                         "login_with_api_key\", \"params\":[]">,
     .joins_words = true},
    {.rule = "secret-thingsboard-token",
     .title = "ThingsBoard token",
     .literals = kTexts<"provisiondevicekey", "provisiondevicesecret", "thingsboard">,
     .pattern = "[0-9a-z]{20}",
     .min_entropy = 2,
     .positives = kTexts<"PROVISIONDEVICEK"
                         "EY_TOKEN = \"kvqakwxczhmd8ydyxuwk\"">,
     .negatives = kTexts<"provisiondevicekey"
                         "_TOKEN = \"${PROVISIONDEVICEKEY_TOKEN}\"",
                         "provisiondevicekey is"
                         " a product; its key is 6lunzdlfcvdnierc4i5a">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-thingsboard-token",
     .title = "ThingsBoard token",
     .literals = kTexts<"thingsboard.cloud">,
     .pattern = R"(thingsboard\.cloud/api/v1/([0-9a-z]{20}))",
     .positives = kTexts<"https://thingsboard.c"
                         "loud/api/v1/4jonsgz5rv8wudb0oezm/telemetry">,
     .negatives = kTexts<"https://thi"
                         "ngsboard.cloud/api/v1/">,
     .joins_words = true},
    {.rule = "secret-blynk-token",
     .title = "Blynk token",
     .literals = kTexts<"blynk.cloud">,
     .pattern = R"(blynk\.cloud/external/api/[^\s"\'?]{1,60}\?token=([0-9A-Za-z_-]{32}))",
     .positives = kTexts<"https://blynk.cloud/extern"
                         "al/api/get?token=NWzp2GsXCn1EOoD-EcMYjO88Awa3OLLE&V1">,
     .negatives = kTexts<"https://blyn"
                         "k.cloud/external/api/get">,
     .joins_words = true},
    // Blynk client secret.
    {.rule = "secret-blynk-token",
     .title = "Blynk token",
     .literals = kTexts<"oa2-client-id_">,
     .pattern = "oa2-client-id_[0-9A-Za-z_-]{32}(?::|&client_secret=)([0-9A-Za-z_-]{40})",
     .positives = kTexts<"oa2-client-id_Trd9gvpi169Z8_v"
                         "Kz83eFGErXzMvvBON:9qVAhOA2sPzB8Tn7HrtTfNiZKlRErAfvgs3XVigo">,
     .negatives = kTexts<"oa2-client-id_U"
                         "_bKgBp_a2k7lZwrN-zB8q4QvbDYFXBm">},
    {.rule = "secret-particle-token",
     .title = "Particle token",
     .literals = kTexts<"access_token=", "bearer">,
     .pattern = "(?i)(?:access_token=|Bearer )([0-9a-f]{40})",
     .positives = kTexts<"curl https://api.particle.io/v1/"
                         "devices -d access_token=3dacdafbf598bdb7b109bfcd99bf2762ac5dcc86">,
     .negatives = kTexts<"curl https://other.test -d"
                         " access_token=50e596e43a40fe0ec73d549e8b1f1b4b29806ae7">,
     .near = "api.particle.io"},
};

}  // namespace

TokenTable network_formats() {
  return kFormats;
}

}  // namespace mig::secrets
