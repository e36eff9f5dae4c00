#include "mig/app/manual/manual_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string_view>

#include "mig/app/manual/manual_text.hpp"

namespace mig::app {
namespace {

// The day of the last release; a page that bore that of its build would never be the same twice.
constexpr std::string_view kDate = "2026-11-26";

/// Text that roff prints as it stands: hyphens that can be copied, nothing read as a request.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '\\':
        result += "\\e";
        break;
      case '-':
        result += "\\-";
        break;
      case '^':
        result += "\\(ha";
        break;
      case '~':
        result += "\\(ti";
        break;
      case '`':
        result += "\\(ga";
        break;
      case '\'':
        result += "\\(aq";
        break;
      case '"':
        result += "\\(dq";
        break;
      case '\n':
        result += ' ';
        break;
      default:
        result += c;
    }
  }
  return result.starts_with('.') ? "\\&" + result : result;
}

/// A paragraph in lines that a person can compare. A line that would begin as a request does not.
std::string paragraph(std::string_view text) {
  constexpr std::size_t kWidth = 79;
  std::string result;
  std::size_t column = 0;
  while (!text.empty()) {
    const auto space = std::min(text.find(' '), text.size());
    auto word = escaped(text.substr(0, space));
    text.remove_prefix(std::min(space + 1, text.size()));
    if (column != 0 && column + 1 + word.size() > kWidth) {
      result += '\n';
      column = 0;
    } else if (column != 0) {
      result += ' ';
      ++column;
    }
    result += word;
    column += word.size();
  }
  return result;
}

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return text;
}

std::string bold(std::string_view text) {
  return fmt::format("\\fB{}\\fR", escaped(text));
}

std::string italic(std::string_view text) {
  return fmt::format("\\fI{}\\fR", escaped(text));
}

std::string heading(std::string_view title) {
  return fmt::format(".SH {}\n", title);
}

std::string entry(std::string_view term, std::string_view text) {
  return fmt::format(".TP\n{}\n{}\n", term, text);
}

std::string names_of(const Word& word) {
  if (word.names.empty()) return italic(word.value);
  std::string text;
  for (const auto& name : word.names) text += (text.empty() ? "" : ", ") + bold(name);
  return word.value.empty() ? text : text + " " + italic(word.value);
}

std::string said_of(const Word& word) {
  const bool says_so = word.is_required && !word.names.empty();
  std::string text = paragraph(says_so ? word.help + "; required" : word.help);
  std::string_view before = "\n.br\nvalues:\n";
  for (const auto& choice : word.choices) {
    text += before;
    text += bold(choice);
    before = ",\n";
  }
  return text;
}

std::string synopsis(const Program& program) {
  std::string text = heading("SYNOPSIS");
  std::string_view before;
  for (const auto& form : program.forms) {
    // A program that is a table of commands does nothing without one.
    if (form.command.empty() && form.arguments.empty()) continue;
    text += before;
    text += bold(program.name);
    if (!form.command.empty()) text += " " + bold(form.command);
    text += " [" + italic("OPTION") + "]...";
    for (const auto& word : form.flags) {
      if (word.is_required) text += " " + bold(word.names.back()) + " " + italic(word.value);
    }
    for (const auto& word : form.arguments) {
      const auto argument = italic(word.value) + (word.is_repeatable ? "..." : "");
      text += word.is_required ? " " + argument : " [" + argument + "]";
    }
    text += "\n";
    before = ".br\n";
  }
  return text;
}

std::string options(const Program& program) {
  std::string text = heading("OPTIONS");
  for (const auto& form : program.forms) {
    if (!form.command.empty()) {
      text += fmt::format(".SS {} {}\n{}.\n", escaped(program.name), escaped(form.command),
                          escaped(form.question));
    }
    for (const auto& word : form.arguments) text += entry(names_of(word), said_of(word));
    for (const auto& word : form.flags) text += entry(names_of(word), said_of(word));
  }
  return text;
}

std::string entries(std::string_view title, std::span<const Entry> list) {
  std::string text = heading(title);
  for (const auto& each : list)
    text += entry(bold(each.term), paragraph(fmt::format("{}.", each.text)));
  return text;
}

std::string examples(std::span<const Entry> list) {
  std::string text = heading("EXAMPLES");
  for (const auto& each : list) {
    text += fmt::format(".TP\n{}:\n.nf\n{}\n.fi\n", escaped(each.text), bold(each.term));
  }
  return text;
}

std::string see_also(std::string_view self) {
  std::string text = heading("SEE ALSO");
  std::string_view between;
  for (const auto& other : all_manual_texts()) {
    if (other.name == self) continue;
    text += between;
    text += fmt::format(".BR {} (1)", escaped(other.name));
    between = ",\n";
  }
  return text + "\n.PP\nRules, formats, signing and what an attacker could try are told in\n" +
         italic("/usr/share/doc/mig-gates/docs") + ".\n";
}

}  // namespace

std::string manual_page(const Program& program) {
  const ManualText* text = manual_text(program.name);
  if (text == nullptr) return {};
  std::string page = fmt::format(
      ".\\\" Written from the tables that parse the command line; see CONTRIBUTING.md.\n"
      ".TH {} 1 {} \"mig\\-gates {}\" \"Migration contract gates\"\n",
      escaped(upper(program.name)), kDate, MIG_VERSION);
  page += heading("NAME") + fmt::format("{} \\- {}\n", escaped(text->name), escaped(text->summary));
  page += synopsis(program) + heading("DESCRIPTION");
  std::string_view before;
  if (program.question.find('?') != std::string::npos) {
    page += paragraph("The question: " + program.question) + "\n";
    before = ".PP\n";
  }
  for (const auto said : text->description) {
    page += before;
    page += paragraph(said) + "\n";
    before = ".PP\n";
  }
  page += options(program) + entries("EXIT STATUS", text->exit_codes);
  page += entries("FILES", text->files) + entries("ENVIRONMENT", text->environment);
  return page + examples(text->examples) + see_also(text->name);
}

}  // namespace mig::app
