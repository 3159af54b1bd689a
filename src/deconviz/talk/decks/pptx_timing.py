"""When a film on a slide for PowerPoint plays: as PowerPoint itself writes it.

The film starts when the slide comes, as an effect after the previous one of which there is none.
A click on the film stops it and lets it go on. ECMA-376, part 1, section 19.5.
"""

from __future__ import annotations

START = """
<p:par><p:cTn id="3" fill="hold">
 <p:stCondLst>
  <p:cond delay="indefinite"/><p:cond evt="onBegin" delay="0"><p:tn val="2"/></p:cond>
 </p:stCondLst>
 <p:childTnLst><p:par><p:cTn id="4" fill="hold">
  <p:stCondLst><p:cond delay="0"/></p:stCondLst>
  <p:childTnLst><p:par>
   <p:cTn id="5" presetID="1" presetClass="mediacall" presetSubtype="0" fill="hold"
     nodeType="afterEffect">
    <p:stCondLst><p:cond delay="0"/></p:stCondLst>
    <p:childTnLst><p:cmd type="call" cmd="playFrom(0.0)"><p:cBhvr>
     <p:cTn id="6" dur="{milliseconds}" fill="hold"/>
     <p:tgtEl><p:spTgt spid="{shape}"/></p:tgtEl>
    </p:cBhvr></p:cmd></p:childTnLst>
   </p:cTn>
  </p:par></p:childTnLst>
 </p:cTn></p:par></p:childTnLst>
</p:cTn></p:par>
"""
FILM = """
<p:video fullScrn="0"><p:cMediaNode vol="80000" showWhenStopped="1">
 <p:cTn id="7"{repeat} fill="hold" display="0">
  <p:stCondLst><p:cond delay="indefinite"/></p:stCondLst>
 </p:cTn>
 <p:tgtEl><p:spTgt spid="{shape}"/></p:tgtEl>
</p:cMediaNode></p:video>
"""
STOP_AND_GO_ON = """
<p:seq concurrent="1" nextAc="seek">
 <p:cTn id="8" restart="whenNotActive" fill="hold" evtFilter="cancelBubble"
   nodeType="interactiveSeq">
  <p:stCondLst>
   <p:cond evt="onClick" delay="0"><p:tgtEl><p:spTgt spid="{shape}"/></p:tgtEl></p:cond>
  </p:stCondLst>
  <p:endSync evt="end" delay="0"><p:rtn val="all"/></p:endSync>
  <p:childTnLst><p:par><p:cTn id="9" fill="hold">
   <p:stCondLst><p:cond delay="0"/></p:stCondLst>
   <p:childTnLst><p:par><p:cTn id="10" fill="hold">
    <p:stCondLst><p:cond delay="0"/></p:stCondLst>
    <p:childTnLst><p:par>
     <p:cTn id="11" presetID="2" presetClass="mediacall" presetSubtype="0" fill="hold"
       nodeType="clickEffect">
      <p:stCondLst><p:cond delay="0"/></p:stCondLst>
      <p:childTnLst><p:cmd type="call" cmd="togglePause"><p:cBhvr>
       <p:cTn id="12" dur="1" fill="hold"/>
       <p:tgtEl><p:spTgt spid="{shape}"/></p:tgtEl>
      </p:cBhvr></p:cmd></p:childTnLst>
     </p:cTn>
    </p:par></p:childTnLst>
   </p:cTn></p:par></p:childTnLst>
  </p:cTn></p:par></p:childTnLst>
 </p:cTn>
 <p:nextCondLst>
  <p:cond evt="onClick" delay="0"><p:tgtEl><p:spTgt spid="{shape}"/></p:tgtEl></p:cond>
 </p:nextCondLst>
</p:seq>
"""
SLIDE = """
<p:timing xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">
<p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"><p:childTnLst>
 <p:seq concurrent="1" nextAc="seek">
  <p:cTn id="2" dur="indefinite" nodeType="mainSeq"><p:childTnLst>{start}</p:childTnLst></p:cTn>
  <p:prevCondLst>
   <p:cond evt="onPrev" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond>
  </p:prevCondLst>
  <p:nextCondLst>
   <p:cond evt="onNext" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond>
  </p:nextCondLst>
 </p:seq>
 {film}
 {stop_and_go_on}
</p:childTnLst></p:cTn></p:par></p:tnLst>
</p:timing>
"""


def timing(shape: int, seconds: float, *, loops: bool) -> str:
    """Return the element ``p:timing`` of a slide with one film.

    Parameters
    ----------
    shape
        The number of the film's shape on the slide.
    seconds
        How long the film is.
    loops
        Whether it starts again at its end.
    """
    return SLIDE.format(
        start=START.format(shape=shape, milliseconds=round(1000 * seconds)),
        film=FILM.format(shape=shape, repeat=' repeatCount="indefinite"' if loops else ""),
        stop_and_go_on=STOP_AND_GO_ON.format(shape=shape),
    ).strip()
