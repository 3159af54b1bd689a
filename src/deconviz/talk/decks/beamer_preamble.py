"""What stands before the slides of a deck for Beamer: how to make it, fonts, and its look.

``@{name}`` stands for what is filled in.
"""

PREAMBLE = r"""% Make the PDF, in this folder, twice (lualatex does, too):
%
%     pdflatex @name.tex
%     pdflatex @name.tex
%
% Play it, in this folder, since the PDF looks for its films in films/:
%
%     pdfpc @name.pdf          films play in the slide; the notes are in @name.pdfpc
%     pympress @name.pdf
%
% Programs that cannot play films show their posters. Each film is there twice: as a movie, which
% is what PDF calls it, and as a link, since pdfpc starts only links by itself.
% For notes on paper, remove the % before \setbeameroption.

\documentclass[aspectratio=169, t]{beamer}
\usepackage{iftex}
\usepackage{multimedia}
% \setbeameroption{show notes}

% --- Inter, from the folder @fonts ---
\iftutex
  \usepackage{fontspec}
  \setsansfont{Inter}[
    Path = @fonts/, Extension = .ttf, UprightFont = *-Regular, BoldFont = *-SemiBold,
    Ligatures = TeXOff, ItalicFont = *-Regular, BoldItalicFont = *-SemiBold]
\else
  \usepackage[T1]{fontenc}
  \newcommand*\inter[3]{% family, weight in LaTeX, weight
    \pdfmapline{=Inter-#3-#1 <@fonts/#1.enc <@fonts/Inter-#3.ttf}%
    \DeclareFontShape{T1}{inter#1}{#2}{n}{<-> @fonts/Inter-#3-#1}{}}
  \DeclareFontFamily{T1}{inter@t1}{}
  \DeclareFontFamily{T1}{inter@extra}{}
  \inter{@t1}{m}{Regular}
  \inter{@t1}{b}{SemiBold}
  \inter{@extra}{m}{Regular}
  \inter{@extra}{b}{SemiBold}
  \renewcommand*\sfdefault{inter@t1}
  \newcommand*\extra[1]{{\fontfamily{inter@extra}\selectfont\char#1\relax}}
@letters
\fi
@others
% --- The look of the films ---
@colours
\setbeamercolor{background canvas}{bg=background}
\setbeamercolor{normal text}{fg=foreground, bg=background}
\setbeamercolor{frametitle}{fg=foreground}
\setbeamertemplate{navigation symbols}{}
\setbeamersize{text margin left=8mm, text margin right=8mm}
\newlength\filmwidth
\newlength\filmheight
\setlength\filmwidth{136mm}
\setlength\filmheight{76.5mm}
\newsavebox\lined
\newcommand\fitted[1]{% on one line, and smaller if it is too long for it
  \sbox\lined{#1}%
  \ifdim\wd\lined>\textwidth\resizebox{\textwidth}{!}{\usebox\lined}\else\usebox\lined\fi}
\newcommand\size[1]{\fontsize{#1}{1.25\dimexpr#1pt\relax}\selectfont}
\setbeamertemplate{frametitle}{%
  \nointerlineskip
  \vbox to 13mm{\vss\size{15}\bfseries\fitted{\insertframetitle}\vskip 3mm}\vskip -4mm}
\newcommand\shows[1]{%
  \nointerlineskip\hbox to \textwidth{\hss\vbox to \filmheight{\vss\hbox{#1}\vss}\hss}}
\newcommand\sentence[1]{{\raggedright#1\par}\vskip 0.9em}
\newsavebox\sentences
\newcommand\says[1]{% in letters so large that all fit
  \setbox\sentences\vbox{\size{17}#1}%
  \ifdim\ht\sentences>66mm\setbox\sentences\vbox{\size{14}#1}\fi
  \ifdim\ht\sentences>66mm\setbox\sentences\vbox{\size{11}#1}\fi
  \ifdim\ht\sentences>66mm\setbox\sentences\vbox{\size{9}#1}\fi
  \vbox to 66mm{\vss\unvbox\sentences\vss}}
\setbeamertemplate{title page}{%
  \vbox to 84mm{\vss
    {\size{30}\bfseries\raggedright\inserttitle\par}%
    \vskip 7mm
    {\size{15}\color{muted}\raggedright\insertauthor\par}%
    \vss}}

\title{@title}
\author{@author}
\hypersetup{
  pdftitle={@title},
  pdfauthor={@author},
  pdfsubject={@source},
  pdfkeywords={Licence: @licence},
  pdflang=en,
  pdflinkmargin=0pt}

\begin{document}

\begin{frame}
  \titlepage
\end{frame}
"""
