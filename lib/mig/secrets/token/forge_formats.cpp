#include "mig/secrets/token/shape.hpp"
#include "mig/secrets/token/structures.hpp"
#include "mig/secrets/token/tables.hpp"
#include "mig/secrets/token/texts.hpp"

namespace mig::secrets {
namespace {

constexpr TokenFormat kFormats[] = {
    {.rule = "secret-github-pat",
     .title = "GitHub personal access token",
     .literals = kTexts<"ghp_">,
     .pattern = "ghp_[0-9A-Za-z]{36,}",
     .min_entropy = 3,
     .positives = kTexts<"token=ghp_O5rOO"
                         "7rIQwdJdAFkVWQdbufah8OkW4w20m0C">,
     .negatives = kTexts<"ghp_xxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxx">,
     .is_checked = shape::has_github_checksum},
    {.rule = "secret-github-token",
     .title = "GitHub token",
     .literals = kTexts<"gho_", "ghu_", "ghs_", "ghr_">,
     .pattern = "gh[ousr]_[0-9A-Za-z]{36,}",
     .min_entropy = 3,
     .positives = kTexts<"token=ghs_KDCkB"
                         "j0TDi4tJcaqTF0zIKvfqEBtzFYUCxwC",
                         "ghr_ViJnLWrd5G1Azf728KvYmm"
                         "xuW31ul490bAeBL4yF5OedE1AvTfxfT8UkZ5NxncOlZRNLfPNPlb6E">,
     .negatives = kTexts<"ghp_xxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxx",
                         "gXX_LNSNPttRc"
                         "LqWyhKUVfYUhiN7UzgcAleYOFf3">,
     .is_checked = shape::has_github_checksum},
    // GitHub installation token.
    {.rule = "secret-github-token",
     .title = "GitHub token",
     .literals = kTexts<"ghs_">,
     .pattern = R"(ghs_\d{1,12}_eyJ[0-9A-Za-z_.-]{40,})",
     .bytes_after = 2000,
     .positives =
         kTexts<"ghs_52114_eyJhbGciOiJSUzI1NiJ9.T2bb14e"
                "QoJsbZKMhetC4cbbSZ9NLRKiD9rbs0Kyn.qdwmlJWIR42ESFl_b2bHs22_FkLIDFvfvc088iDcmvB">,
     .negatives = kTexts<"ghs_12_x">},
    // GitHub fine-grained personal access token.
    {.rule = "secret-github-pat",
     .title = "GitHub personal access token",
     .literals = kTexts<"github_pat_">,
     .pattern = "github_pat_[0-9A-Za-z_]{82}",
     .min_entropy = 3,
     .positives = kTexts<"github_pat_Gis3tuHkTRJNJI5xoJzG"
                         "JW_zF3Ikf2nFUuaaDzAQ83BqbRjfJfO8CGcHIElOWL8ajdQHqYXofyPrigW4i6">,
     .negatives = kTexts<"github_pat_xxxxxxxxxxxxxxxxxxxx"
                         "xx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    // GitHub OAuth secret.
    {.rule = "secret-github-token",
     .title = "GitHub token",
     .literals = kTexts<"github", "gitalk", "gh_client", "gh_secret">,
     .pattern = "[0-9a-f]{40}|[0-9a-f]{20}",
     .min_entropy = 3,
     .positives = kTexts<"GITHUB_TOKEN = \"912"
                         "49065f27d93e51d7325de8e6416083dc05d55\"">,
     .negatives = kTexts<"github_TOK"
                         "EN = \"${GITHUB_TOKEN}\"",
                         "github is a product; its"
                         " key is cc293df0f6558a232bb1e3511dd011007a3e6a15">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    // GitHub OAuth secret.
    {.rule = "secret-github-token",
     .title = "GitHub token",
     .literals = kTexts<"gitalk">,
     .pattern = R"((?i)Gitalk\(\{[^}]{0,}clientSecret["']?\s{0,3}:\s{0,3}["']([0-9a-f]{40}))",
     .positives = kTexts<"new Gitalk({\n clientID: '7315cdf9d8"
                         "b93c63cf45',\n clientSecret:'d95b4fedee3c1d91b12f674513d91cefd02e8ec2',">,
     .negatives = kTexts<"new Gitalk"
                         "({ clientSecret: x })">},
    // GitHub token in a URL.
    {.rule = "secret-github-token",
     .title = "GitHub token",
     .literals = kTexts<":x-oauth-basic@">,
     .pattern = "://([0-9A-Za-z_]{36,90}):x-oauth-basic@",
     .anchored = false,
     .bytes_before = 100,
     .bytes_after = 0,
     .positives = kTexts<"git+https://0df54302a1ce1269"
                         "2ef22147bb2a961e3c3858d5:x-oauth-basic@github.com/a/b.git">,
     .negatives = kTexts<"git+https://${TOK"
                         "EN}:x-oauth-basic@github.com/a/b.git">,
     .joins_words = true},
    {.rule = "secret-gitlab-token",
     .title = "GitLab token",
     .literals = kTexts<"gldt-", "glft-", "glsoat-", "glrt-", "glffct-", "glwt-">,
     .pattern = "(gl(?:dt|ft|soat|rt|ffct|wt)-[0-9A-Za-z_-]{20,50})(?:[^0-9A-Za-z_-]|$)",
     .min_entropy = 3,
     .positives = kTexts<"glsoat-4x"
                         "3DZQTblRtDxvCV4xtD",
                         "gldt-5Nk"
                         "ryc3J71jbRTJQTyGv">,
     .negatives = kTexts<"gldt_v61"
                         "ZFu4r2zZXYVO7qr-F",
                         "gldt-abc">},
    {.rule = "secret-gitlab-pat",
     .title = "GitLab personal access token",
     .literals = kTexts<"glpat-">,
     .pattern = "(glpat-[0-9A-Za-z_-]{20,50})(?:[^0-9A-Za-z_-]|$)",
     .min_entropy = 3,
     .positives = kTexts<"glpat-Y9"
                         "SE4OiF_0MZ_HaOBuRV">,
     .negatives = kTexts<"glpat_f8"
                         "0pTYEicRAodXIPIRpQ",
                         "glpat-abc">},
    // GitLab routable personal access token.
    {.rule = "secret-gitlab-pat",
     .title = "GitLab personal access token",
     .literals = kTexts<"glpat-">,
     .pattern = R"(glpat-[0-9A-Za-z_-]{27,}\.[0-9a-z]{2}\.?[0-9a-z]{7})",
     .min_entropy = 3.5,
     .positives = kTexts<"glpat-PbbhU7uV"
                         "YF6S0qwqk63M6A8cdAO.wy3asxayq">,
     .negatives = kTexts<"glpat-xxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxx.xxxxxxxxx">},
    // GitLab routable token.
    {.rule = "secret-gitlab-token",
     .title = "GitLab token",
     .literals = kTexts<"glrt-", "gldt-", "glptt-">,
     .pattern = R"(gl(?:rt|dt|ptt)-(?:t\d_)?[0-9A-Za-z_-]{27,}\.[0-9a-z]{2}\.?[0-9a-z]{7})",
     .min_entropy = 3.5,
     .positives = kTexts<"glrt-t1_58SkLdr"
                         "IX-YGZui5j7RFW2-l5SG.cts5p9yf6">,
     .negatives = kTexts<"glrt-t1_xxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxx.xxxxxxxxx">},
    // GitLab job token.
    {.rule = "secret-gitlab-token",
     .title = "GitLab token",
     .literals = kTexts<"glcbt-">,
     .pattern = "glcbt-(?:[0-9A-Za-z]{1,5}_)?[0-9A-Za-z_-]{20,50}",
     .min_entropy = 3,
     .positives = kTexts<"glcbt-3c_"
                         "4PtT9TT78Av5jsJtuU12">,
     .negatives = kTexts<"glcbt-xx_"
                         "xxxxxxxxxxxxxxxxxxxx">},
    // GitLab mail token.
    {.rule = "secret-gitlab-token",
     .title = "GitLab token",
     .literals = kTexts<"glimt-">,
     .pattern = "glimt-[0-9A-Za-z_-]{25}",
     .min_entropy = 3,
     .positives = kTexts<"glimt-HQsx"
                         "EvBbWSYz808r4kubIktia">,
     .negatives = kTexts<"glimt-xxxx"
                         "xxxxxxxxxxxxxxxxxxxxx">},
    // GitLab trigger token.
    {.rule = "secret-gitlab-token",
     .title = "GitLab token",
     .literals = kTexts<"glptt-">,
     .pattern = "glptt-[0-9A-Za-z_-]{40}",
     .min_entropy = 3,
     .positives = kTexts<"glptt-7e44c63e5"
                         "1e6e16fe35de058a03574e209957e45">,
     .negatives = kTexts<"glptt-xxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    // GitLab agent token.
    {.rule = "secret-gitlab-token",
     .title = "GitLab token",
     .literals = kTexts<"glagent-">,
     .pattern = "glagent-[0-9A-Za-z_-]{50,}",
     .bytes_after = 1100,
     .min_entropy = 3,
     .positives = kTexts<"glagent-9-f61lGrAzo"
                         "YdoZi_Egz7hTIpVb5K6Gf2t_rytAeG554-vI662">,
     .negatives = kTexts<"glagent-xxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    // GitLab application secret.
    {.rule = "secret-gitlab-token",
     .title = "GitLab token",
     .literals = kTexts<"gloas-">,
     .pattern = "gloas-[0-9A-Za-z_-]{64}",
     .min_entropy = 3,
     .positives = kTexts<"gloas-a9810e4f8b9033717"
                         "4cc5fd3aa51115189b2f4930c435fb616e521a42e8f2ec4">,
     .negatives = kTexts<"gloas-xxxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    // GitLab runner registration token.
    {.rule = "secret-gitlab-token",
     .title = "GitLab token",
     .literals = kTexts<"gr1348941">,
     .pattern = "GR1348941[0-9A-Za-z_-]{20,50}",
     .min_entropy = 3.3,
     .positives = kTexts<"GR1348941"
                         "VmjON6XSH0ENsclxDovC">,
     .negatives = kTexts<"GR1348941"
                         "xxxxxxxxxxxxxxxxxxxx">},
    // GitLab session cookie.
    {.rule = "secret-gitlab-token",
     .title = "GitLab token",
     .literals = kTexts<"_gitlab_session=">,
     .pattern = "_gitlab_session=([0-9a-z]{32})",
     .min_entropy = 3,
     .positives = kTexts<"_gitlab_session="
                         "0cpisl1rarwq44z34aqve9cpmcvq99c8">,
     .negatives = kTexts<"_gitlab_session="
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">,
     .joins_words = true},
    // Bitbucket app password.
    {.rule = "secret-bitbucket-token",
     .title = "Bitbucket token",
     .literals = kTexts<"atbb">,
     .pattern = "ATBB[0-9A-Za-z]{32}",
     .min_entropy = 3,
     .positives = kTexts<"ATBBQ32Y97lg"
                         "M0TPgzE57XkT0gHSRLNCbp4n">,
     .negatives = kTexts<"ATBBxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxx">},
    // Bitbucket key.
    {.rule = "secret-bitbucket-token",
     .title = "Bitbucket token",
     .literals = kTexts<"bitbucket">,
     .pattern = "[0-9A-Za-z=_-]{64}|[0-9A-Za-z]{32}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"BITBUCKET_TOKEN = \"hk4jfgiu4"
                         "dp6dtsp3df29e5boa9cbmmv1bjxprmhm4qemekuiictzbbdcvbtjz1s\"",
                         "\"bitbucket_token\""
                         ": \"LrwvVJ82R5mecM2mwNA0iuTXzqJ19stT\"">,
     .negatives = kTexts<"bitbucket_TO"
                         "KEN = \"${BITBUCKET_TOKEN}\"",
                         "bitbucket is a product; its key i"
                         "s 6lfwydnnaaslz2peeagm03hrs4e1288j4fjck6nkdtvsrw45oipdbsgxlp9etgts">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-atlassian-token",
     .title = "Atlassian API token",
     .literals = kTexts<"atatt3", "atctt3">,
     .pattern = "AT[AC]TT3[0-9A-Za-z_=-]{60,}(?:=[0-9A-F]{8})?",
     .min_entropy = 3.5,
     .positives = kTexts<
         "ATATT3xFfGF0BHc9gAFsc-rN4vU4Jhhaz2LpoUaOE_KyJhNFerxT3phRruMvG2bfu"
         "tNBKNZfTzReYvHcfTeb4Z2HZqRiNNcZbCdVmckfIPqOcnlhY_3x5nXn3OnKldOgJS0A7K6gSnorSL_MyRyMi6C"
         "flQ-1Zut6UWxouxXtQXXPy-vNps7doz8cCA=1A2B3C4D">,
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
                         "N = \"QqPUoZSIys052B4URAm75a28\"">,
     .negatives = kTexts<"atlassian_TO"
                         "KEN = \"${ATLASSIAN_TOKEN}\"",
                         "atlassian is a prod"
                         "uct; its key is p7emDO8KfE4TwjmXGKRb5c92">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-sourcegraph-token",
     .title = "Sourcegraph token",
     .literals = kTexts<"sgp_">,
     .pattern = "sgp_(?:(?:[0-9A-Fa-f]{16}|local)_)?[0-9A-Fa-f]{40}",
     .min_entropy = 3,
     .positives = kTexts<"sgp_e9810ee125"
                         "b3feb6202a877ebfa33be1652a803a",
                         "sgp_local_a64042"
                         "cb9dd2860c1544b9387b276994765e8fca">,
     .negatives = kTexts<"sgp_xxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-sourcegraph-token",
     .title = "Sourcegraph token",
     .literals = kTexts<"sourcegraph">,
     .pattern = "[0-9A-Fa-f]{40}",
     .min_entropy = 3,
     .positives = kTexts<"SOURCEGRAPH_TOKEN = "
                         "\"eba7ec5933d65726222d10b66f2fa2d862bb1b38\"">,
     .negatives = kTexts<"sourcegraph_TO"
                         "KEN = \"${SOURCEGRAPH_TOKEN}\"",
                         "sourcegraph is a product;"
                         " its key is 1802711976e61e1658f8b2d33146fdd1bad3ffdc">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-segment-token",
     .title = "Segment token",
     .literals = kTexts<"sgp_">,
     .pattern = "sgp_[0-9A-Za-z]{64}",
     .min_entropy = 3,
     .positives = kTexts<"sgp_vCm9ShiZHciH7ifCna"
                         "6YpGsr61kX0gR0n171CNxJ67j9ENe2bTfzZY4CBpjOY7sr">,
     .negatives = kTexts<"sgp_xxxxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
};

}  // namespace

TokenTable forge_formats() {
  return kFormats;
}

}  // namespace mig::secrets
