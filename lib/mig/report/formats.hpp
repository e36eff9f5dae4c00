#pragma once

#include <string>

#include "mig/report/color.hpp"
#include "mig/report/report.hpp"

namespace mig::report {

// One function per format, one file each.
std::string render_text(const Report& report, const Palette& palette);
std::string render_concise(const Report& report, const Palette& palette);
std::string render_json(const Report& report);
std::string render_sarif(const Report& report);
std::string render_github(const Report& report);
std::string render_markdown(const Report& report);
std::string render_markdown_comment(const Report& report);
std::string render_junit(const Report& report);
std::string render_gitlab_codequality(const Report& report);
std::string render_gitlab_secrets(const Report& report);
std::string render_html(const Report& report);

}  // namespace mig::report
