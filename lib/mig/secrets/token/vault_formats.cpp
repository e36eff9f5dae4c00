#include "mig/secrets/token/shape.hpp"
#include "mig/secrets/token/structures.hpp"
#include "mig/secrets/token/tables.hpp"
#include "mig/secrets/token/texts.hpp"

namespace mig::secrets {
namespace {

constexpr TokenFormat kFormats[] = {
    // HashiCorp Vault token.
    {.rule = "secret-vault-token",
     .title = "HashiCorp Vault secret",
     .literals = kTexts<"hvs.", "hvb.", "hvr.">,
     .pattern = R"(hv[sbr]\.[0-9A-Za-z_-]{24,})",
     .min_entropy = 3.5,
     .positives = kTexts<"hvs.Dv9a_Ogvwwpj-G9-SQgJmASRXVx4t"
                         "phIY08n3_RciFh7rk_5UDcU9qFqc5J1v0BeLmWr_upfKbJ6q8d5eoCqszhNRdu4PvS">,
     .negatives = kTexts<"xhvs.kGOhJVm-ww2vNzqKWQHIPQ38B0wi"
                         "AHHsUZxgNdlk09RMefXdEKTL4w-58p0S0UNzuFMhOMQNNGSNsFUWqXwlkduEEb6-PH5">},
    // HashiCorp Vault token.
    {.rule = "secret-vault-token",
     .title = "HashiCorp Vault secret",
     .literals = kTexts<"\"s.", "'s.", "`s.", ">s.", " s.", "=s.", ":s.", "\"b.", "'b.", " b.",
                        "=b.", ":b.", "\"r.", "'r.", " r.", "=r.", ":r.">,
     .pattern = R"(["'\x60>\s=:]([sbr]\.[0-9A-Za-z_-]{24,})(?:["'\x60\s;,<>\\|)}\]&]|$))",
     .min_entropy = 3.5,
     .is_valid = shape::is_mixed,
     .positives = kTexts<"VAULT_TOKEN=\""
                         "s.ZJ7s10tgCCq7So0TAAfZP2ZV\"">,
     .negatives = kTexts<"VAULT_TOKEN=\""
                         "s.thisstringisalllowercase\"",
                         "x = s.addCo"
                         "mponentsFromRegistry()">,
     .joins_words = true},
    // HashiCorp Vault unseal key.
    {.rule = "secret-vault-token",
     .title = "HashiCorp Vault secret",
     .literals = kTexts<"unseal">,
     .pattern = R"((?i)unseal(?: key \d{1,2}:)?\s{1,3}([0-9A-Za-z+/]{44})(?:[^0-9A-Za-z+/=]|$))",
     .min_entropy = 4,
     .positives = kTexts<"Unseal Key 2: yHRfb"
                         "m7ZwYSo5FJz2D3ckAFoGwGhUpRU1FjDNDicvtvr">,
     .negatives = kTexts<"Unseal"
                         " Key 2: <key>">},
    // Terraform Cloud token.
    {.rule = "secret-terraform-token",
     .title = "Terraform secret",
     .literals = kTexts<".atlasv1.">,
     .pattern = R"([0-9A-Za-z]{14}\.atlasv1\.[0-9A-Za-z=_-]{60,70})",
     .bytes_before = 14,
     .min_entropy = 3.5,
     .positives = kTexts<"LEPYCqqvCT2Rs7.atlasv1.KHgvhv"
                         "3KXR79cvUWRlLMcFBcOfcNF2rDOOqZIR7apzu8GkhIx2luh-oLpFlToQKt">,
     .negatives = kTexts<"xxxxxxxxxxxxxx.atlasv1.xxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    // Password of a Terraform resource.
    {.rule = "secret-terraform-token",
     .title = "Terraform secret",
     .literals = kTexts<"administrator_login_password">,
     .pattern = R"~(administrator_login_password\s{0,30}=\s{0,3}"([^"\r\n$]{8,40})")~",
     .is_valid = shape::is_password,
     .positives = kTexts<"administrator_l"
                         "ogin_password = \"aU1o9QgY37ZQpL\"">,
     .negatives = kTexts<"administrato"
                         "r_login_password = var.db">,
     .may_end_anywhere = true},
    {.rule = "secret-pulumi-token",
     .title = "Pulumi token",
     .literals = kTexts<"pul-">,
     .pattern = "pul-[0-9a-f]{40}",
     .min_entropy = 2,
     .positives = kTexts<"pul-ccb8e42b97"
                         "9836b69a6dfe26a8b869622638ff48">,
     .negatives = kTexts<"pul-xxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-doppler-token",
     .title = "Doppler token",
     .literals =
         kTexts<"dp.pt.", "dp.ct.", "dp.st.", "dp.sa.", "dp.scim.", "dp.audit.", "dp.said.">,
     .pattern = R"(dp\.(?:pt|ct|sa|said|scim|audit|st(?:\.[a-z0-9_-]{2,35})?)\.[0-9A-Za-z]{40,44})",
     .min_entropy = 2,
     .positives = kTexts<"dp.pt.DvlyN3ncu8"
                         "fO1a3H56fCbFlojIvn7DHMYzjr4TV5uHr",
                         "dp.st.dev.ecWNJZJ"
                         "JYpb22xJwsLdjCIVicrxJVFIzMd4yrIw0ScP">,
     .negatives = kTexts<"dp.pt.xxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    // 1Password service account token.
    {.rule = "secret-onepassword-token",
     .title = "1Password secret",
     .literals = kTexts<"ops_ey">,
     .pattern = "ops_eyJ[0-9A-Za-z+/_-]{240,}={0,3}",
     .bytes_after = 2500,
     .min_entropy = 4,
     .positives = kTexts<
         "ops_eyJM69rtc7GymyhDXqz3NsYYLovi0sKE0OpeLBOXGm4YxvT8tFhIquOvKnjoZ1siCq1FuLo9SLpRohoxf1"
         "gfS"
         "vRP4Wvnzmy49afEkWw3qFdrmCYpzaSEEp8S1ZFScuNoG7sTovHeuAsdMGdOX5kc9Xt3oq993Q4oHYpeSHI2Ro3"
         "ciL9KnnyGAFm6eyeIwLMeg2AejzSaCr6YbtNUirqGYulzrUrhOXLODqVtBEnadTx2O48Pm6OnSErp0VAsMQPr8"
         "obqRpN">,
     .negatives = kTexts<
         "ops_eyJxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
         "xxx"
         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
         "xxxxxx">},
    // 1Password secret key.
    {.rule = "secret-onepassword-token",
     .title = "1Password secret",
     .literals = kTexts<"a3-">,
     .pattern = "A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})-[A-Z0-9]{5}-[A-Z0-9]{5}-["
                "A-Z0-9]{5}",
     .min_entropy = 3.5,
     .positives = kTexts<"A3-167ANA-ALW"
                         "BX9OSIOP-DE3CV-HVAV1-O29SM",
                         "A3-FGPTB3-RZB"
                         "TMH-W8Q8V-5F97T-RO6SO-ZXFNK">,
     .negatives = kTexts<"A3-xxxxxx-xxx"
                         "xxxxxxxx-xxxxx-xxxxx-xxxxx">},
    {.rule = "secret-infisical-token",
     .title = "Infisical token",
     .literals = kTexts<"st.">,
     .pattern = R"(st\.[0-9a-f]{24}\.[0-9a-f]{32}\.[0-9a-f]{32})",
     .positives = kTexts<"st.fbae88dc9a157a61275abe69.5b7"
                         "ffcb1a72faf118d5e1a391c2c38b0.e38092bd6f5fe02d8267878e87d0fdbf">,
     .negatives = kTexts<"st.xxxxxxxxxxxxxxxxxxxxxxxx.xxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-bitwarden-token",
     .title = "Bitwarden access token",
     .literals = kTexts<"=0.", "\"0.", " 0.">,
     .pattern =
         R"(.(0\.[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}\.[0-9A-Za-z]{30}:[0-9A-Za-z+/]{22}==))",
     .positives =
         kTexts<"BWS_ACCESS_TOKEN=0.9ec55731-14bb-f02f"
                "-1cef-f44c07ccc35f.cUx04WzuT2ufJ2iCKMw1wC4LvCnJFF:U3oVt7yVEugRBsUJTgbFbz==">,
     .negatives = kTexts<"0.5">,
     .joins_words = true},
};

}  // namespace

TokenTable vault_formats() {
  return kFormats;
}

}  // namespace mig::secrets
