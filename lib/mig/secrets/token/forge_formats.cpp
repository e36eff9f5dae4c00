#include "mig/secrets/token/shape.hpp"
#include "mig/secrets/token/structures.hpp"
#include "mig/secrets/token/tables.hpp"
#include "mig/secrets/token/texts.hpp"

namespace mig::secrets {
namespace {

constexpr TokenFormat kFormats[] = {
    {.rule = "secret-github-token",
     .title = "GitHub token",
     .literals = kTexts<"ghp_", "gho_", "ghu_", "ghs_", "ghr_">,
     .pattern = "gh[pousr]_[0-9A-Za-z]{36,255}",
     .min_entropy = 3,
     .positives = kTexts<"token=ghp_O5rOO"
                         "7rIQwdJdAFkVWQdbufah8OkW4w20m0C",
                         "ghr_KDCkBj0TDi4tJcaqTF0zIK"
                         "vfqEBtzFYUCxwCViJnLWrd5G1Azf728KvYmmxuW31ul490bAeBL4yF">,
     .negatives = kTexts<"ghp_xxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxx",
                         "gXX_5OedE1AvT"
                         "fxfT8UkZ5NxncOlZRNLfPNPlb6E">,
     .is_checked = shape::has_github_checksum},
    {.rule = "secret-github-token",
     .title = "GitHub installation token",
     .literals = kTexts<"ghs_">,
     .pattern = R"(ghs_\d{1,12}_eyJ[0-9A-Za-z_.-]{40,})",
     .bytes_after = 2000,
     .positives =
         kTexts<"ghs_52114_eyJhbGciOiJSUzI1NiJ9.QWalafj"
                "5XtVpq_xoap4B9wdK_2bb14eQoJsbZKMn.netC4cbbSZ9NLRKiD9rbs0KyndwmlJWIR42ESFl_b2u">,
     .negatives = kTexts<"ghs_12_x">},
    {.rule = "secret-github-pat",
     .title = "GitHub fine-grained personal access token",
     .literals = kTexts<"github_pat_">,
     .pattern = "github_pat_[0-9A-Za-z_]{82}",
     .min_entropy = 3,
     .positives = kTexts<"github_pat_nNDWzbh0isjbfCSk7F4r"
                         "EB_CmlX0374PXOzlkzaeeRBOy3TXqBGis3tuHkTRJNJI5xoJzGJWzF3Ikf2nFU">,
     .negatives = kTexts<"github_pat_xxxxxxxxxxxxxxxxxxxx"
                         "xx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-github-client-secret",
     .title = "GitHub OAuth secret",
     .literals = kTexts<"github", "gitalk", "gh_client", "gh_secret">,
     .pattern = "[0-9a-f]{40}|[0-9a-f]{20}",
     .min_entropy = 3,
     .positives = kTexts<"GITHUB_TOKEN = \"dd1"
                         "080d8f4f713e3427b5de83cbf7b91249065f2\"">,
     .negatives = kTexts<"github_TOK"
                         "EN = \"${GITHUB_TOKEN}\"",
                         "github is a product; its"
                         " key is 7d93e51d7325de8e6416083dc05d55cc293df0f6">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-github-client-secret",
     .title = "GitHub OAuth secret",
     .literals = kTexts<"gitalk">,
     .pattern = R"((?i)Gitalk\(\{[^}]{0,120}clientSecret["']?\s{0,3}:\s{0,3}["']([0-9a-f]{40}))",
     .positives = kTexts<"new Gitalk({\n clientID: '558a232bb1"
                         "e3511dd011',\n clientSecret:'007a3e6a157315cdf9d8b93c63cf45d95b4fedee',">,
     .negatives = kTexts<"new Gitalk"
                         "({ clientSecret: x })">},
    {.rule = "secret-github-client-secret",
     .title = "GitHub token in a URL",
     .literals = kTexts<":x-oauth-basic@">,
     .pattern = "://([0-9A-Za-z_]{36,90}):x-oauth-basic@",
     .anchored = false,
     .bytes_before = 100,
     .bytes_after = 0,
     .positives = kTexts<"git+https://3c1d91b12f674513"
                         "d91cefd02e8ec20df54302a1:x-oauth-basic@github.com/a/b.git">,
     .negatives = kTexts<"git+https://${TOK"
                         "EN}:x-oauth-basic@github.com/a/b.git">,
     .joins_words = true},
    {.rule = "secret-gitlab-token",
     .title = "GitLab token",
     .literals = kTexts<"glpat-", "gldt-", "glft-", "glsoat-", "glrt-", "glffct-", "glwt-">,
     .pattern = "(gl(?:pat|dt|ft|soat|rt|ffct|wt)-[0-9A-Za-z_-]{20,50})(?:[^0-9A-Za-z_-]|$)",
     .min_entropy = 3,
     .positives = kTexts<"glpat-1w"
                         "6FKalI7_ILGScstKrT",
                         "gldt-SYF"
                         "6NzMgWj0Xx3DZQTbI">,
     .negatives = kTexts<"glpat_at"
                         "DxvCV4xtHNkryc3J7k",
                         "glpat-abc">},
    {.rule = "secret-gitlab-token",
     .title = "GitLab routable token",
     .literals = kTexts<"glpat-", "glrt-", "gldt-", "glptt-">,
     .pattern = R"(gl(?:pat|rt|dt|ptt)-(?:t\d_)?[0-9A-Za-z_-]{27,300}\.[0-9a-z]{2}\.?[0-9a-z]{7})",
     .min_entropy = 3.5,
     .positives = kTexts<"glpat-VjbRTJQT"
                         "yG61ZFu4r2zZXYVO7qr.5f74jc2hr",
                         "glrt-t1_OF_0MZ_"
                         "HaOBuRxr80pTYEicRAoL.eheiu5q9n">,
     .negatives = kTexts<"glpat-xxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxx.xxxxxxxxx">},
    {.rule = "secret-gitlab-token",
     .title = "GitLab job token",
     .literals = kTexts<"glcbt-">,
     .pattern = "glcbt-(?:[0-9A-Za-z]{1,5}_)?[0-9A-Za-z_-]{20,50}",
     .min_entropy = 3,
     .positives = kTexts<"glcbt-68_"
                         "uU7uVYF6S0qwqk63M6Ae">,
     .negatives = kTexts<"glcbt-xx_"
                         "xxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-gitlab-token",
     .title = "GitLab mail token",
     .literals = kTexts<"glimt-">,
     .pattern = "glimt-[0-9A-Za-z_-]{25}",
     .min_entropy = 3,
     .positives = kTexts<"glimt-hcdA"
                         "fdtx7BkuAxg8SkLdrIX-z">,
     .negatives = kTexts<"glimt-xxxx"
                         "xxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-gitlab-token",
     .title = "GitLab trigger token",
     .literals = kTexts<"glptt-">,
     .pattern = "glptt-[0-9A-Za-z_-]{40}",
     .min_entropy = 3,
     .positives = kTexts<"glptt-616b8e8e4"
                         "15df9e43199f7c23c3b4f44ef0be8b2">,
     .negatives = kTexts<"glptt-xxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-gitlab-token",
     .title = "GitLab agent token",
     .literals = kTexts<"glagent-">,
     .pattern = "glagent-[0-9A-Za-z_-]{50,}",
     .bytes_after = 1100,
     .min_entropy = 3,
     .positives = kTexts<"glagent-atuU1QsxEvB"
                         "bWSYz808r4kubIktiP1e7RRyZO4XF6a6EZ86PVd">,
     .negatives = kTexts<"glagent-xxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-gitlab-token",
     .title = "GitLab application secret",
     .literals = kTexts<"gloas-">,
     .pattern = "gloas-[0-9A-Za-z_-]{64}",
     .min_entropy = 3,
     .positives = kTexts<"gloas-058a03574e209957e"
                         "45f7ed91a0ca67a68f18ce842a56e2e17dbfacb071eeefb">,
     .negatives = kTexts<"gloas-xxxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-gitlab-token",
     .title = "GitLab runner registration token",
     .literals = kTexts<"gr1348941">,
     .pattern = "GR1348941[0-9A-Za-z_-]{20,50}",
     .min_entropy = 3.3,
     .positives = kTexts<"GR1348941"
                         "iI66qljFC6R9gvmBNPd6">,
     .negatives = kTexts<"GR1348941"
                         "xxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-gitlab-token",
     .title = "GitLab session cookie",
     .literals = kTexts<"_gitlab_session=">,
     .pattern = "_gitlab_session=([0-9a-z]{32})",
     .min_entropy = 3,
     .positives = kTexts<"_gitlab_session="
                         "6cojyzl41huulcddkcrtxf4jtgb9zjhl">,
     .negatives = kTexts<"_gitlab_session="
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">,
     .joins_words = true},
    {.rule = "secret-bitbucket-token",
     .title = "Bitbucket app password",
     .literals = kTexts<"atbb">,
     .pattern = "ATBB[0-9A-Za-z]{32}",
     .min_entropy = 3,
     .positives = kTexts<"ATBB1fgWNgDM"
                         "cLExCVJFcR8qeFdY7JTRHGl6">,
     .negatives = kTexts<"ATBBxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-bitbucket-token",
     .title = "Bitbucket key",
     .literals = kTexts<"bitbucket">,
     .pattern = "[0-9A-Za-z=_-]{64}|[0-9A-Za-z]{32}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"BITBUCKET_TOKEN = \"93ljd0cg9"
                         "wosybuxvc0cpisl1rarwq44z34aqve9cpmcvq99c8qy6mtp6ext6hsr\"",
                         "\"bitbucket_token\""
                         ": \"LNCbp4nHKzqeoJFvvp2GI4UeDPyg0DT0\"">,
     .negatives = kTexts<"bitbucket_TO"
                         "KEN = \"${BITBUCKET_TOKEN}\"",
                         "bitbucket is a product; its key i"
                         "s sp3df29e5boa9cbmmv1bjxprmhm4qemekuiictzbbdcvbtjz1slvjr42mna8txjt">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-atlassian-token",
     .title = "Atlassian API token",
     .literals = kTexts<"atatt3", "atctt3">,
     .pattern = "AT[AC]TT3[0-9A-Za-z_=-]{60,240}(?:=[0-9A-F]{8})?",
     .min_entropy = 3.5,
     .positives = kTexts<
         "ATATT3xFfGF0pXKsxGaaBBlWy4fIIBMY16Ojl8J35S8LSEVbVHnqlis9_cReHCkMu"
         "XeInMnlHc9gAFsc-rN4vU4Jhhaz2LpoUaOE_KyJhNFerxT3phRruMvG2bfutNBKNZfTzReYvHcfTeb4Z2HZqRi"
         "NNcZbCdVmckfIPqOcnlhY_3x5nXn3OnKldH=1A2B3C4D">,
     .negatives = kTexts<
         "ATATT3xFfGF0xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=1A2B3C4D">},
    {.rule = "secret-atlassian-token",
     .title = "Atlassian API token",
     .literals = kTexts<"atlassian", "confluence", "jira">,
     .pattern = "[0-9A-Za-z]{20}[0-9A-Fa-f]{4}",
     .min_entropy = 3,
     .is_valid = shape::has_digit,
     .positives = kTexts<"ATLASSIAN_TOKE"
                         "N = \"Q8EJakA8vdvr4FdQ4JTpaa42\"">,
     .negatives = kTexts<"atlassian_TO"
                         "KEN = \"${ATLASSIAN_TOKEN}\"",
                         "atlassian is a prod"
                         "uct; its key is fGZIjnZuG1RrdBvPShIufd6b">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-sourcegraph-token",
     .title = "Sourcegraph token",
     .literals = kTexts<"sgp_">,
     .pattern = "sgp_(?:(?:[0-9A-Fa-f]{16}|local)_)?[0-9A-Fa-f]{40}",
     .min_entropy = 3,
     .positives = kTexts<"sgp_be55cabc5b"
                         "4553cfb3abe7acf700087ac940a805",
                         "sgp_local_a28f17"
                         "5f29b358d5c92e9810ee125b3feb6202a8">,
     .negatives = kTexts<"sgp_xxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-sourcegraph-token",
     .title = "Sourcegraph token",
     .literals = kTexts<"sourcegraph">,
     .pattern = "[0-9A-Fa-f]{40}",
     .min_entropy = 3,
     .positives = kTexts<"SOURCEGRAPH_TOKEN = "
                         "\"77ebfa33be1652a803aa64042cb9dd2860c1544b\"">,
     .negatives = kTexts<"sourcegraph_TO"
                         "KEN = \"${SOURCEGRAPH_TOKEN}\"",
                         "sourcegraph is a product;"
                         " its key is 9387b276994765e8fcaeba7ec5933d65726222d1">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-segment-token",
     .title = "Segment token",
     .literals = kTexts<"sgp_">,
     .pattern = "sgp_[0-9A-Za-z]{64}",
     .min_entropy = 3,
     .positives = kTexts<"sgp_B9XuMt47NfFeUEbRuv"
                         "vnkMzg8EWhXDspwXHguQtDRrA4juxExq5PD19DTxv2PNlg">,
     .negatives = kTexts<"sgp_xxxxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
};

}  // namespace

TokenTable forge_formats() {
  return kFormats;
}

}  // namespace mig::secrets
